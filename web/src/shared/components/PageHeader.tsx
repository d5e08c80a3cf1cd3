import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface Props {
  title: ReactNode
  /** A number beside the title, e.g. how many rows; already written for people. */
  count?: ReactNode
  /** One line under the title: number, state, place. */
  meta?: ReactNode
  /** What can be done here, the main act first. */
  actions?: ReactNode
  /** Where one came from. */
  back?: { to: string; label: string }
}

/** The head of a page: where am I, how much is here, what can I do. */
export function PageHeader({ title, count, meta, actions, back }: Props) {
  return (
    <header className="page-header">
      <div>
        {back && (
          <Link to={back.to} className="page-back">
            {`← ${back.label}`}
          </Link>
        )}
        <h1>
          {title}
          {count !== undefined && <span className="page-count">{count}</span>}
        </h1>
        {meta && <div className="page-meta">{meta}</div>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  )
}
