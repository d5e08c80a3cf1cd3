import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Text with a button that copies it: case numbers, tracking codes. */
export function CopyText({ text, shown = text }: { text: string; shown?: string }) {
  const { t } = useTranslation()
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 2000)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <span className="copy-text">
      {shown}
      <button
        type="button"
        className="mini-button"
        aria-label={done ? t('shared:copied') : t('shared:copy', { text })}
        onClick={() => void navigator.clipboard?.writeText(text).then(() => setDone(true))}
      >
        {done ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
      </button>
      <span role="status" className="visually-hidden">
        {done && t('shared:copied')}
      </span>
    </span>
  )
}
