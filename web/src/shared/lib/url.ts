import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

/** State that the address holds: words, or lists of words. */
export type UrlValues = Record<string, string | string[]>

/** fromUrl reads values from raw search, filling what is missing from the defaults. */
export function fromUrl<T extends UrlValues>(raw: Record<string, unknown>, defaults: T): T {
  const out: UrlValues = {}
  for (const [key, fallback] of Object.entries(defaults)) {
    const text = raw[key]
    if (typeof text !== 'string') out[key] = fallback
    else out[key] = Array.isArray(fallback) ? text.split(',').filter(Boolean) : text
  }
  return out as T
}

/** toUrl writes values as raw search, leaving out what equals the default. */
export function toUrl<T extends UrlValues>(values: T, defaults: T): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [key, value] of Object.entries(values)) {
    const text = String(value)
    if (text !== String(defaults[key])) out[key] = text
  }
  return out
}

/** filled leaves out what says nothing: empty texts, false, undefined. */
export function filled<Q extends object>(query: Q): Partial<Q> {
  return Object.fromEntries(
    Object.entries(query).filter(([, v]) => v !== '' && v !== undefined && v !== false),
  ) as Partial<Q>
}

/**
 * useUrlState keeps the state of a list in its address, so that a link shows
 * the same list to a colleague. `change` merges; changing anything but the page
 * drops `after`, because a cursor belongs to one order and filter.
 */
export function useUrlState<T extends UrlValues>(defaults: T) {
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const values = useMemo(() => fromUrl(raw, defaults), [raw, defaults])
  const change = useCallback(
    (part: Partial<T>, { replace = false } = {}) => {
      const next: T = { ...values, ...part }
      if (!('after' in part) && 'after' in next) Object.assign(next, { after: '' })
      void navigate({ to: '.', search: toUrl(next, defaults), replace })
    },
    [values, defaults, navigate],
  )
  return [values, change] as const
}

/** useRouteParams reads the parameters of the path, as `$id` in /cases/$id. */
export function useRouteParams(): Record<string, string> {
  return useParams({ strict: false }) as Record<string, string>
}

/** parseSearch and stringifySearch keep addresses plain: ?q=树&state=handling,settled. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(values: Record<string, unknown>): string {
  const kept = Object.entries(values).filter(([, v]) => v !== undefined && v !== '')
  const text = new URLSearchParams(kept.map(([k, v]) => [k, String(v)])).toString()
  // Commas separate the items of a list and need no escape in a query.
  return text ? `?${text.replaceAll('%2C', ',')}` : ''
}
