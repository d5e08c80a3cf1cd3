import { DownloadOutlined, LeftOutlined, MinusOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryView } from '@/shared/components/QueryView'
import { Window } from '@/shared/components/Window'
import { isHEIC } from '@/shared/lib/image'
import { keys, paper, readText } from './api'
import { mostZoom, shownAs, zoomed } from './fileShown'
import type { CaseFile, CaseView } from './wire'
import './files.css'

interface Props {
  view: CaseView
  /** The file shown. */
  at: string
  onMove: (file: string) => void
  onClose: () => void
}

const step = 1.5

/**
 * One file over the whole window. ← and → go to its neighbours, + and − make a
 * picture larger and smaller, 0 fits it in, Escape closes.
 */
export function FileViewer({ view, at, onMove, onClose }: Props) {
  const { t } = useTranslation()
  const [zoom, setZoom] = useState(1)
  const { files } = view
  const place = files.findIndex((f) => f.id === at)
  const file = files[place]
  const move = (by: number) => {
    const next = files[place + by]
    if (!next) return
    setZoom(1)
    onMove(next.id)
  }
  const press = useEffectEvent((e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target instanceof HTMLMediaElement) return
    if (e.key === 'ArrowLeft') move(-1)
    else if (e.key === 'ArrowRight') move(1)
    else if (e.key === '+' || e.key === '=') setZoom((z) => zoomed(z, step))
    else if (e.key === '-') setZoom((z) => zoomed(z, 1 / step))
    else if (e.key === '0') setZoom(1)
    else return
    e.preventDefault()
  })
  useEffect(() => {
    const listen = (e: KeyboardEvent) => press(e)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  if (!file) return null
  const url = paper.file(view.case.id, file.id)
  return (
    <Window open wide title={file.name} onClose={onClose}>
      <div className="viewer">
        <div className="viewer-bar">
          <Button
            icon={<LeftOutlined aria-hidden />}
            aria-label={t('casework:file.previous')}
            disabled={place === 0}
            onClick={() => move(-1)}
          />
          <span role="status">{t('casework:file.place', { no: place + 1, of: files.length })}</span>
          <Button
            icon={<RightOutlined aria-hidden />}
            aria-label={t('casework:file.next')}
            disabled={place === files.length - 1}
            onClick={() => move(1)}
          />
          {shownAs(file.type) === 'picture' && !file.malware && (
            <>
              <Button
                icon={<MinusOutlined aria-hidden />}
                aria-label={t('casework:file.smaller')}
                disabled={zoom === 1}
                onClick={() => setZoom((z) => zoomed(z, 1 / step))}
              />
              <Button
                icon={<PlusOutlined aria-hidden />}
                aria-label={t('casework:file.larger')}
                disabled={zoom === mostZoom}
                onClick={() => setZoom((z) => zoomed(z, step))}
              />
            </>
          )}
          {!file.malware && (
            <a className="viewer-save" href={url} download={file.name}>
              <DownloadOutlined aria-hidden /> {t('casework:file.save')}
            </a>
          )}
        </div>
        {view.unscanned.includes(file.id) && <p role="note">{t('casework:file.unscannedHint')}</p>}
        <Shown key={file.id} id={view.case.id} file={file} url={url} zoom={zoom} />
      </div>
    </Window>
  )
}

function Shown({ id, file, url, zoom }: { id: string; file: CaseFile; url: string; zoom: number }) {
  const { t } = useTranslation()
  const [bad, setBad] = useState(false)
  if (file.malware) return <p role="alert">{t('casework:file.malwareHint', { malware: file.malware })}</p>
  if (bad) return <p role="alert">{t('casework:file.notShown')}</p>
  switch (shownAs(file.type)) {
    case 'picture':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than the window is moved by the arrow keys
        <section className="viewer-picture" aria-label={file.name} tabIndex={0}>
          <img
            src={url}
            alt={file.name}
            style={{ width: `${zoom * 100}%` }}
            data-fit={zoom === 1}
            onError={() => setBad(true)}
          />
        </section>
      )
    case 'text':
      return <TextOf id={id} file={file.id} />
    case 'sound':
      // biome-ignore lint/a11y/useMediaCaption: a recording of a session has none
      return <audio controls src={url} aria-label={file.name} onError={() => setBad(true)} />
    case 'film':
      // biome-ignore lint/a11y/useMediaCaption: a film somebody brought has none
      return <video controls src={url} aria-label={file.name} onError={() => setBad(true)} />
    case 'pdf':
      return (
        <p>
          <a href={url} target="_blank" rel="noreferrer">
            {t('casework:file.openPdf')}
          </a>
        </p>
      )
    default:
      return <p>{t(isHEIC(file) ? 'casework:file.heic' : 'casework:file.notShown')}</p>
  }
}

function TextOf({ id, file }: { id: string; file: string }) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: [...keys.case(id), 'text', file], queryFn: () => readText(id, file) })
  return (
    <QueryView query={query} skeleton="lines">
      {({ text, cut }) => (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is moved by the arrow keys */}
          <pre className="viewer-text" tabIndex={0}>
            {text}
          </pre>
          {cut && <p>{t('casework:file.cut')}</p>}
        </>
      )}
    </QueryView>
  )
}
