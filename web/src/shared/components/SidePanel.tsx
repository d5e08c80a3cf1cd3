import type { ReactNode } from 'react'
import { Window } from './Window'

interface Props {
  open: boolean
  title: ReactNode
  onClose: () => void
  /** The buttons at its foot, the main one first; they stay in view. */
  footer?: ReactNode
  children: ReactNode
}

/** An action over the page, which keeps its place; at the right of the desk, full width on a phone. */
export function SidePanel({ footer, children, ...window }: Props) {
  return (
    <Window {...window} side>
      <div className="panel-body">{children}</div>
      {footer && <footer className="panel-foot">{footer}</footer>}
    </Window>
  )
}
