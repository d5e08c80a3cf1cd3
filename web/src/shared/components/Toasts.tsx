import { useEffect, useSyncExternalStore } from 'react'
import type { Tone } from '../tokens'
import { ToneTag } from './Tones'

interface Toast {
  id: number
  text: string
  tone: Tone
}

const shownFor = 5000
let toasts: readonly Toast[] = []
let count = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/**
 * toast says in a sentence that something was done, or could not be done where
 * no form is at hand; faults of a form belong in ProblemNotice.
 */
export function toast(text: string, tone: Tone = 'settled') {
  count += 1
  set([...toasts, { id: count, text, tone }])
}

/** Where toasts appear; once, in the shell. Read out as they come. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <div className="toasts" role="status">
      {shown.map((one) => (
        <ToastLine key={one.id} toast={one} />
      ))}
    </div>
  )
}

function ToastLine({ toast: { id, text, tone } }: { toast: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => set(toasts.filter((other) => other.id !== id)), shownFor)
    return () => clearTimeout(timer)
  }, [id])
  return <ToneTag tone={tone}>{text}</ToneTag>
}
