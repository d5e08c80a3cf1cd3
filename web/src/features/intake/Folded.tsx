import type { ReactNode } from 'react'
import { usePhone } from '@/shared/lib/reading'

/** What need not be known: folded away in the hand, open at the desk. */
export function Folded({ title, children }: { title: string; children: ReactNode }) {
  const phone = usePhone()
  return (
    <details className="wide more-fields" open={!phone}>
      <summary>{title}</summary>
      <div className="step-fields">{children}</div>
    </details>
  )
}
