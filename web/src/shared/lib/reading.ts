import { useSyncExternalStore } from 'react'
import { mediaQueries } from '../tokens'

const largeKey = 'hemu.large'

/** applyLargeType puts the remembered choice of large type on the page. */
export function applyLargeType() {
  document.documentElement.dataset.type = localStorage.getItem(largeKey) === '1' ? 'large' : 'normal'
}

/** setLargeType switches large type, at once and for the next visit. */
export function setLargeType(on: boolean) {
  localStorage.setItem(largeKey, on ? '1' : '0')
  applyLargeType()
}

const isLarge = () => document.documentElement.dataset.type === 'large'

function watchLarge(changed: () => void) {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-type'] })
  return () => observer.disconnect()
}

/** useLargeType is true while large type is on. */
export function useLargeType(): boolean {
  return useSyncExternalStore(watchLarge, isLarge)
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

/** usePhone is true on screens of one column (below 768 px). */
export function usePhone(): boolean {
  return useMedia(mediaQueries.phone)
}

/** useCalm is true where the device asks for as little motion as can be. */
export function useCalm(): boolean {
  return useMedia(mediaQueries['calm-motion'])
}

/** useWide is true where the left rail may stand open. */
export function useWide(): boolean {
  return useMedia(mediaQueries.wide)
}

const watchOnline = (changed: () => void) => {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

/** useOnline is false while the device says it has no network. */
export function useOnline(): boolean {
  return useSyncExternalStore(watchOnline, () => navigator.onLine)
}
