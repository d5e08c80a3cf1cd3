import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSession } from '@/api/session'

/** A draft as kept: what was typed, and when (Unix milliseconds). */
export interface Draft<T> {
  at: number
  values: T
}

/** Where else drafts are kept, so that they follow the person to another device. */
export interface DraftServer<T> {
  load: () => Promise<Draft<T> | null>
  save: (draft: Draft<T>) => Promise<void>
  drop: () => Promise<void>
}

/** Drafts older than this are forgotten: they hold people's data on a shared screen. */
const keptFor = 7 * 24 * 3600_000
const localPause = 400
const serverPause = 4000
const prefix = 'hemu.draft.'

/** readDraft returns the draft under key, null for none, a broken or an outdated one. */
export function readDraft<T>(storage: Storage, key: string, now: number): Draft<T> | null {
  try {
    const draft = JSON.parse(storage.getItem(key) ?? 'null') as Draft<T> | null
    if (draft && now - draft.at < keptFor) return draft
  } catch {
    // A draft cut off by a full storage is no draft.
  }
  storage.removeItem(key)
  return null
}

const plain = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * mergeDraft fills a form with an earlier draft without touching what was typed
 * since: a value that is no longer the `initial` one of the form stays.
 */
export function mergeDraft<T>(draft: T, typed: T, initial: unknown): T {
  if (same(typed, initial)) return draft
  if (!plain(draft) || !plain(typed)) return typed
  const first = plain(initial) ? initial : {}
  const keys = [...new Set([...Object.keys(draft), ...Object.keys(typed)])]
  const merged = keys.map((k) => [k, mergeDraft(draft[k], (typed as Record<string, unknown>)[k], first[k])] as const)
  const whole = Array.isArray(typed) ? merged.map(([, v]) => v) : Object.fromEntries(merged)
  return whole as T
}

/** What a form does with its draft. */
export interface DraftHandle<T> {
  /** A draft of an earlier visit, offered until taken or dropped. */
  found: Draft<T> | null
  /** When the last change was kept, undefined before the first. */
  savedAt: number | undefined
  /** keep stores the values soon; call it on every change. */
  keep: (values: T) => void
  /** take ends the offer; the caller fills the form with found.values, see mergeDraft. */
  take: () => void
  /** refuse forgets the offer; what was typed meanwhile is kept. */
  refuse: () => void
  /** drop forgets what was typed, after submitting. An offer not yet answered stands. */
  drop: () => void
}

/**
 * useDraft keeps what is typed under `key`, per user, in this browser and — with
 * `server`, whose identity should be stable — on the server. Nothing typed is
 * lost to a dead session, a closed tab or an empty battery.
 */
export function useDraft<T>(key: string, server?: DraftServer<T>): DraftHandle<T> {
  const { user } = useSession()
  const place = `${prefix}${user.id}.${key}`
  // Typing while an offer stands must not overwrite it: it then moves here.
  const earlier = `${place}.earlier`
  const [found, setFound] = useState<Draft<T> | null>(
    () => readDraft<T>(localStorage, place, Date.now()) ?? readDraft<T>(localStorage, earlier, Date.now()),
  )
  const [savedAt, setSavedAt] = useState<number>()
  const waiting = useRef<Draft<T> | null>(null)
  const timers = useRef<{ local?: ReturnType<typeof setTimeout>; server?: ReturnType<typeof setTimeout> }>({})

  useServerDraft(server, found, setFound)

  const flush = useCallback(() => {
    clearTimeout(timers.current.local)
    const draft = waiting.current
    if (!draft) return
    waiting.current = null
    try {
      localStorage.setItem(place, JSON.stringify(draft))
      setSavedAt(draft.at)
    } catch {
      // No room on this device: the copy on the server is then the only one.
    }
  }, [place])

  useEffect(() => {
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  const keep = useCallback(
    (values: T) => {
      if (found) setAside(earlier, found)
      const draft = { at: Date.now(), values }
      waiting.current = draft
      clearTimeout(timers.current.local)
      timers.current.local = setTimeout(flush, localPause)
      if (!server) return
      clearTimeout(timers.current.server)
      timers.current.server = setTimeout(() => {
        // A draft that did not reach the server is still in the browser, and the next change tries again.
        server.save(draft).then(
          () => setSavedAt(draft.at),
          () => undefined,
        )
      }, serverPause)
    },
    [flush, server, found, earlier],
  )

  const take = useCallback(() => {
    localStorage.removeItem(earlier)
    setFound(null)
  }, [earlier])

  const drop = useCallback(() => {
    clearTimeout(timers.current.local)
    clearTimeout(timers.current.server)
    waiting.current = null
    localStorage.removeItem(place)
    setSavedAt(undefined)
    server?.drop().catch(() => undefined)
  }, [place, server])

  const refuse = useCallback(() => {
    take()
    if (savedAt === undefined && !waiting.current) drop()
  }, [take, drop, savedAt])

  return { found, savedAt, keep, take, refuse, drop }
}

function setAside<T>(place: string, draft: Draft<T>) {
  try {
    localStorage.setItem(place, JSON.stringify(draft))
  } catch {
    // No room: the offer still stands on the screen.
  }
}

// The newer of the two copies is offered.
function useServerDraft<T>(
  server: DraftServer<T> | undefined,
  local: Draft<T> | null,
  offer: (draft: Draft<T>) => void,
) {
  const compare = useEffectEvent((draft: Draft<T> | null) => {
    if (draft && draft.at > (local?.at ?? 0)) offer(draft)
  })
  useEffect(() => {
    let left = false
    server?.load().then(
      (draft) => {
        if (!left) compare(draft)
      },
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [server])
}
