import { useCallback, useState } from 'react'

const prefix = 'hemu.ui.'

function readStored<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(prefix + key)
    return text === null ? fallback : (JSON.parse(text) as T)
  } catch {
    return fallback
  }
}

/** useStored is useState remembered on this device: column choice, density, recent choices. */
export function useStored<T>(key: string, fallback: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => readStored(key, fallback))
  const store = useCallback(
    (next: T) => {
      setValue(next)
      try {
        localStorage.setItem(prefix + key, JSON.stringify(next))
      } catch {
        // A full or forbidden storage costs the memory of a choice, nothing else.
      }
    },
    [key],
  )
  return [value, store]
}
