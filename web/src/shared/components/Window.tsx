import { CloseOutlined } from '@ant-design/icons'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** A window over the page: the browser's own dialog, which keeps the focus inside and closes on Escape. */
export function Window(props: { open: boolean; title: ReactNode; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)
  const { open } = props
  useEffect(() => {
    if (!open) return
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [open])
  if (!open) return null
  return (
    <dialog ref={ref} className="window" aria-labelledby={id} onClose={props.onClose}>
      <header>
        <h2 id={id}>{props.title}</h2>
        <button type="button" className="mini-button" aria-label={t('shared:close')} onClick={props.onClose}>
          <CloseOutlined />
        </button>
      </header>
      {props.children}
    </dialog>
  )
}
