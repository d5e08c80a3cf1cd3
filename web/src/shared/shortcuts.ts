import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

/** A key that does something on this screen; `label` is a text key for the help. */
export interface Shortcut {
  key: string
  label: string
}

let active: readonly Shortcut[] = []
const listeners = new Set<() => void>()

function set(next: readonly Shortcut[]) {
  active = next
  for (const listener of listeners) listener()
}

/** useShortcuts lists the keys that work now, for the help window. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => active,
  )
}

// Keys belong to the text while somebody writes, and to the window on top.
function busyElsewhere(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return true
  const at = event.target
  if (!(at instanceof HTMLElement)) return false
  const tick = at instanceof HTMLInputElement && at.type === 'checkbox'
  return (
    at.isContentEditable ||
    (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && !tick) ||
    at.closest('[role=dialog], dialog') !== null
  )
}

/**
 * useShortcut makes `key` run `act` while the caller is on screen and `on` is true.
 * Without `act` the help only names what the browser does by itself.
 */
export function useShortcut(key: string, label: string, act: (() => void) | undefined, on = true) {
  const run = useEffectEvent(() => act?.())
  const acts = act !== undefined
  useEffect(() => {
    if (!on) return
    const shortcut = { key, label }
    set([...active, shortcut])
    const press = (event: KeyboardEvent) => {
      if (!acts || event.key !== key || busyElsewhere(event)) return
      event.preventDefault()
      run()
    }
    addEventListener('keydown', press)
    return () => {
      removeEventListener('keydown', press)
      set(active.filter((s) => s !== shortcut))
    }
  }, [key, label, on, acts])
}
