import { CameraOutlined, DeleteOutlined } from '@ant-design/icons'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Problem, toProblem } from '@/api/problem'
import { shrinkImage } from '../lib/image'
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
      {!full && (
        <label className="photo-add" htmlFor={id ?? own} data-busy={busy > 0 || undefined}>
          <CameraOutlined aria-hidden />
          <span>{busy > 0 ? t('shared:photo.busy', { count: busy }) : t('shared:photo.add')}</span>
          <input
            id={id ?? own}
            type="file"
            accept="image/*"
            capture="environment"
            disabled={busy > 0}
            onChange={(e) => {
              void add(e.target.files)
              e.target.value = ''
            }}
          />
        </label>
      )}
      <FaultText problem={problem} />
    </div>
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
