import { FileOutlined, FilePdfOutlined, FileTextOutlined, SoundOutlined, VideoCameraOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ToneTag } from '@/shared/components/Tones'
import { dayText } from '@/shared/lib/dates'
import { paper } from './api'
import { FileViewer } from './FileViewer'
import { shownAs } from './fileShown'
import type { CaseFile, CaseView } from './wire'
import './files.css'

/** The files of a case: pictures small, all others by a sign. Pressing one opens the viewer. */
export function CaseFiles({ view }: { view: CaseView }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const [open, setOpen] = useState<string | null>(null)
  const { id } = view.case
  if (view.files.length === 0) return <p className="nothing">{t('casework:noFiles')}</p>
  // Somebody asked for deletion: the files are kept, and not opened.
  const rests = view.parties.some((p) => p.restricted)
  return (
    <>
      {rests && <p role="note">{t('casework:filesRest')}</p>}
      <ul className="file-list">
        {view.files.map((f) => (
          <li key={f.id}>
            {rests ? (
              <span className="file-name">{f.name}</span>
            ) : (
              <button type="button" onClick={() => setOpen(f.id)}>
                <Small id={id} file={f} />
                <span className="file-name">{f.name}</span>
              </button>
            )}
            <small>
              {t(`choices:file.${f.kind}`)} · {days.instant(f.at)}
              {f.original && <ToneTag tone="near">{t('casework:file.original')}</ToneTag>}
              {f.malware && <ToneTag tone="overdue">{t('casework:file.malware')}</ToneTag>}
              {view.unscanned.includes(f.id) && <ToneTag tone="near">{t('casework:file.unscanned')}</ToneTag>}
            </small>
          </li>
        ))}
      </ul>
      {open && <FileViewer view={view} at={open} onMove={setOpen} onClose={() => setOpen(null)} />}
    </>
  )
}

const signs = { text: FileTextOutlined, pdf: FilePdfOutlined, sound: SoundOutlined, film: VideoCameraOutlined }

// Papers that tell who somebody is are shown on asking only, which is on record.
function Small({ id, file }: { id: string; file: CaseFile }) {
  const [gone, setGone] = useState(false)
  const as = shownAs(file.type)
  if (as === 'picture' && !file.malware && file.kind !== 'identity' && !gone)
    return <img src={paper.preview(id, file.id)} alt="" loading="lazy" onError={() => setGone(true)} />
  const Sign = as === 'picture' || as === null ? FileOutlined : signs[as]
  return <Sign aria-hidden />
}
