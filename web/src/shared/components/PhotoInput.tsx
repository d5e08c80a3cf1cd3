import { CameraOutlined, DeleteOutlined, PictureOutlined } from '@ant-design/icons'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Problem, toProblem } from '@/api/problem'
import { shrinkImage } from '../lib/image'
import { usePhone } from '../lib/reading'
import { FaultText } from './FaultText'

/** A photo already handed over; `url` shows it, if it can be shown. */
export interface Photo {
  id: string
  name: string
  url?: string
}

interface Props {
  id?: string
  value?: readonly Photo[]
  onChange?: (photos: Photo[]) => void
  /** Hands one shrunk file to the server and returns its id there. */
  upload: (file: File) => Promise<string>
  max?: number
}

/** Photos: the camera first on a phone. Each is shrunk on the device, then handed over at once. */
export function PhotoInput({ id, value = [], onChange, upload, max = 9 }: Props) {
  const { t } = useTranslation()
  const own = useId()
  const phone = usePhone()
  const [busy, setBusy] = useState(0)
  const [problem, setProblem] = useState<Problem | null>(null)
  const full = value.length >= max

  async function add(files: FileList | null) {
    const chosen = Array.from(files ?? []).slice(0, max - value.length)
    setProblem(null)
    setBusy(chosen.length)
    const added: Photo[] = []
    for (const file of chosen) {
      try {
        const small = await shrinkImage(file)
        added.push({ id: await upload(small), name: file.name, url: URL.createObjectURL(small) })
        onChange?.([...value, ...added])
      } catch (error) {
        setProblem(toProblem(error))
      }
      setBusy((n) => n - 1)
    }
  }

  return (
    <div className="photos">
      {value.map((photo) => (
        <figure key={photo.id}>
          <PhotoImage photo={photo} />
          <button
            type="button"
            className="mini-button"
            aria-label={t('shared:photo.remove', { name: photo.name })}
            onClick={() => onChange?.(value.filter((p) => p.id !== photo.id))}
          >
            <DeleteOutlined aria-hidden />
          </button>
        </figure>
      ))}
      {!full && phone && (
        <Source id={`${id ?? own}-camera`} busy={busy} camera onFiles={add}>
          {t('shared:photo.add')}
        </Source>
      )}
      {!full && (
        <Source id={id ?? own} busy={busy} onFiles={add}>
          {t('shared:photo.choose')}
        </Source>
      )}
      <FaultText problem={problem} />
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
        accept="image/*"
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

function PhotoImage({ photo }: { photo: Photo }) {
  const { url } = photo
  useEffect(() => {
    if (!url?.startsWith('blob:')) return
    return () => URL.revokeObjectURL(url)
  }, [url])
  return url ? <img src={url} alt={photo.name} /> : <span>{photo.name}</span>
}
