import { useEffect, useState } from 'react'

/** useSettled is `value` once it has not changed for `pause` milliseconds and `held` is false. */
export function useSettled<T>(value: T, pause: number, held = false): T {
  const [settled, set] = useState(value)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => set(value), pause)
    return () => clearTimeout(timer)
  }, [value, pause, held])
  return settled
}
