import { CameraOutlined, DeleteOutlined, PictureOutlined } from '@ant-design/icons'
import { Checkbox } from 'antd'
import { type ReactNode, useEffect, useEffectEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shrinkImage } from '../lib/image'
import { usePhone } from '../lib/reading'
import { cancelTransfer, startTransfer, type Transfer, useTransfers } from '../lib/transfer'
import type { Uploaded } from '../lib/upload'
import { FileLimits } from './FileLimits'
import { HEICNote } from './HEICNote'
import { TransferState } from './TransferState'

/** A photo; `url` shows it, if it can be shown. While `sending`, its id is that of the transfer. */
export interface Photo {
  id: string
  name: string
  url?: string
  sending?: boolean
}

interface Props {
  id?: string
  value?: readonly Photo[]
  onChange?: (photos: Photo[]) => void
  /** Makes the id of a photo of what the server says of it. */
  pack: (file: Uploaded) => string
  max?: number
}

/**
 * Photos: the camera first on a phone. Each is shrunk on the device and goes out
 * while the rest of the form is filled; what has not arrived is named in the
 * value all the same, so that a draft remembers it.
 */
export function PhotoInput({ id, value = [], onChange, pack, max = 9 }: Props) {
  const { t } = useTranslation()
  const own = useId()
  const phone = usePhone()
  const [busy, setBusy] = useState(0)
  const [original, setOriginal] = useState(false)
  const transfers = useTransfers(value.filter((p) => p.sending).map((p) => p.id))
  const room = max - value.length

  const settle = useEffectEvent((sent: ReadonlyMap<string, Transfer>) => {
    const next = value.map((photo) => {
      const { file, url } = (photo.sending && sent.get(photo.id)) || {}
      return file ? { id: pack(file), name: photo.name, ...(url ? { url } : {}) } : photo
    })
    if (next.some((photo, i) => photo !== value[i])) onChange?.(next)
  })
  useEffect(() => settle(transfers), [transfers])

  async function add(files: FileList | null) {
    const chosen = Array.from(files ?? []).slice(0, room)
    setBusy(chosen.length)
    const added: Photo[] = []
    for (const file of chosen) {
      const sent = original ? file : await shrinkImage(file)
      added.push({ id: startTransfer(sent, original), name: sent.name, sending: true })
      setBusy((n) => n - 1)
    }
    onChange?.([...value, ...added])
  }

  function remove(photo: Photo) {
    if (photo.sending) cancelTransfer(photo.id)
    onChange?.(value.filter((p) => p.id !== photo.id))
  }

  return (
    <div className="photos">
      {value.map((photo) => {
        const transfer = photo.sending ? transfers.get(photo.id) : undefined
        const url = photo.url ?? transfer?.url
        return (
          <figure key={photo.id} data-sending={photo.sending || undefined}>
            {url ? <img src={url} alt={photo.name} /> : <span>{photo.name}</span>}
            {transfer && transfer.state !== 'done' && <TransferState transfer={transfer} />}
            <button
              type="button"
              className="mini-button"
              aria-label={t('shared:photo.remove', { name: photo.name })}
              onClick={() => remove(photo)}
            >
              <DeleteOutlined aria-hidden />
            </button>
          </figure>
        )
      })}
      {room > 0 && phone && (
        <Source id={`${id ?? own}-camera`} busy={busy} camera onFiles={add}>
          {t('shared:photo.add')}
        </Source>
      )}
      {room > 0 && (
        <Source id={id ?? own} busy={busy} onFiles={add}>
          {t('shared:photo.choose')}
        </Source>
      )}
      {room > 0 && (
        <Checkbox className="photo-original" checked={original} onChange={(e) => setOriginal(e.target.checked)}>
          {t('shared:photo.original')}
        </Checkbox>
      )}
      <HEICNote names={value.map((photo) => photo.name)} original={original} />
      {room > 0 && <FileLimits photos />}
    </div>
  )
}

interface SourceProps {
  id: string
  busy: number
  camera?: boolean
  onFiles: (files: FileList | null) => Promise<void>
  children: ReactNode
}

// The camera takes one at once; what was taken before is chosen, several together.
function Source({ id, busy, camera, onFiles, children }: SourceProps) {
  const { t } = useTranslation()
  return (
    <label className="photo-add" htmlFor={id} data-busy={busy > 0 || undefined}>
      {camera ? <CameraOutlined aria-hidden /> : <PictureOutlined aria-hidden />}
      <span>{busy > 0 ? t('shared:photo.busy', { count: busy }) : children}</span>
      <input
        id={id}
        type="file"
        accept="image/*,.heic,.heif"
        disabled={busy > 0}
        {...(camera ? { capture: 'environment' as const } : { multiple: true })}
        onChange={(e) => {
          void onFiles(e.target.files)
          e.target.value = ''
        }}
      />
    </label>
  )
}
