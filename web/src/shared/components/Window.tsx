import { CloseOutlined } from '@ant-design/icons'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'

const openPopups = '.ant-select-dropdown:not(.ant-select-dropdown-hidden), .ant-popover:not(.ant-popover-hidden)'

interface Props {
  open: boolean
  title: ReactNode
  onClose: () => void
  /** At the right edge in full height, for SidePanel. */
  side?: boolean
  /** Over nearly the whole page, for something to look at. */
  wide?: boolean
  children: ReactNode
}

/**
 * A window over the page: the browser's own dialog, which keeps the focus inside,
 * gives it back and closes on Escape. Pop-ups of antd open inside it (Console.tsx).
 */
export function Window(props: Props) {
  const { t } = useTranslation()
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)
  const { open } = props
  useEffect(() => {
    if (!open) return
    const dialog = ref.current
    const before = document.activeElement
    dialog?.showModal()
    return () => {
      dialog?.close()
      // Gone from the page before it is closed, it can't give the focus back itself.
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
    }
  }, [open])
  if (!open) return null
  return (
    <dialog
      ref={ref}
      className="window"
      data-side={props.side || undefined}
      data-wide={props.wide || undefined}
      aria-labelledby={id}
      onKeyDownCapture={(e) => {
        // Escape first closes the list that is open in it; only the next one closes the window.
        if (e.key === 'Escape' && ref.current?.querySelector(openPopups)) e.preventDefault()
      }}
      // The event comes late: a dialog shown again meanwhile (StrictMode's second mount) is not closed.
      onClose={() => !ref.current?.open && props.onClose()}
    >
      <header>
        <h2 id={id}>{props.title}</h2>
        <button type="button" className="mini-button" aria-label={t('shared:close')} onClick={props.onClose}>
          <CloseOutlined aria-hidden />
        </button>
      </header>
      {props.children}
    </dialog>
  )
}
