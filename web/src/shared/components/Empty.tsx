import type { ReactNode } from 'react'

/** Nothing here: says so, and offers the first action. */
export function Empty({ title, hint, action }: { title: ReactNode; hint?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{title}</p>
      {hint && <small>{hint}</small>}
      {action}
    </div>
  )
}
