import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { api, ask, newKey } from '@/api/client'
import { Problem, toProblem } from '@/api/problem'
import type { components } from '@/api/schema'
import { isHEIC } from './image'
import { outbox } from './outbox'
import { sendFile, type Wire } from './sending'
import type { Uploaded } from './upload'

/**
 * A file on its way. `broken`: the line is, and it is tried again; `failed`: it
 * will not be taken as it is; `lost`: this device does not have it (any more).
 */
export interface Transfer {
  id: string
  name: string
  state: 'going' | 'broken' | 'failed' | 'lost' | 'done'
  sent: number
  size: number
  /** Shows a picture while this page is open. */
  url?: string
  problem?: Problem
  file?: Uploaded
}

const partWithin = 60_000
/** The server looks for malware for up to two minutes, and may keep files elsewhere; cut short, it begins again. */
const finishWithin = 5 * 60_000

let all: ReadonlyMap<string, Transfer> = new Map()
const listeners = new Set<() => void>()
const stops = new Map<string, AbortController>()
/** They go one after the other: several at once over a weak line all come late. */
let turn: Promise<unknown> = Promise.resolve()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function set(id: string, change: Partial<Transfer> | null) {
  const next = new Map(all)
  const before = next.get(id)
  if (change === null) next.delete(id)
  else next.set(id, { id, name: '', state: 'going', sent: 0, size: 0, ...before, ...change })
  all = next
  for (const listener of listeners) listener()
}

/**
 * startTransfer sends a file, as it is, and returns the id of the transfer at once.
 * The server keeps an `original` as it comes; of other pictures only what they show.
 */
export function startTransfer(file: File, original = false): string {
  const id = newKey()
  const url = shownHere(file)
  set(id, { name: file.name, size: file.size, ...(url ? { url } : {}) })
  void outbox.put({ id, at: Date.now(), name: file.name, file, original })
  run(id, file, original)
  return id
}

// Few browsers show HEIC; its name stands for it.
function shownHere(file: File): string | undefined {
  return file.type.startsWith('image/') && !isHEIC(file) ? URL.createObjectURL(file) : undefined
}

/** resumeTransfer goes on with a transfer of an earlier visit. */
async function resumeTransfer(id: string) {
  if (all.has(id)) return
  set(id, {})
  const parcel = await outbox.get(id)
  if (parcel?.sent) return set(id, { name: parcel.name, state: 'done', file: parcel.sent })
  if (!parcel?.file) return set(id, { state: 'lost' })
  const { file } = parcel
  const url = shownHere(file)
  set(id, { name: parcel.name, size: file.size, ...(url ? { url } : {}) })
  run(id, file, parcel.original)
}

/** cancelTransfer gives a file up, here and at the server. */
export function cancelTransfer(id: string) {
  const transfer = all.get(id)
  stops.get(id)?.abort()
  stops.delete(id)
  set(id, null)
  if (transfer?.url) URL.revokeObjectURL(transfer.url)
  void outbox.drop(id)
  if (transfer && transfer.state !== 'done')
    ask(api.DELETE('/api/uploads/{id}', { params: { path: { id } } })).catch(() => undefined)
}

/** retryTransfer sends a file again that was refused. */
export async function retryTransfer(id: string) {
  const parcel = await outbox.get(id)
  if (parcel?.file) run(id, parcel.file, parcel.original)
  else set(id, { state: 'lost' })
}

function run(id: string, file: File, original = false) {
  const stop = new AbortController()
  stops.set(id, stop)
  set(id, { state: 'going' })
  turn = turn.then(async () => {
    if (stop.signal.aborted) return
    try {
      const digest = await digestOf(file)
      const sent = await sendFile(
        file,
        wireOf(id, { name: file.name, size: file.size, original, ...(digest ? { digest } : {}) }, stop.signal),
        {
          rest: (ms) => rest(ms, stop.signal),
          now: () => performance.now(),
          onChange: (got, broken) => set(id, broken ? { state: 'broken' } : { state: 'going', sent: got }),
        },
      )
      await outbox.put({ id, at: Date.now(), name: file.name, sent })
      if (!stop.signal.aborted) set(id, { state: 'done', file: sent })
    } catch (error) {
      if (!stop.signal.aborted) set(id, { state: 'failed', problem: toProblem(error) })
    }
  })
}

function wireOf(id: string, body: components['schemas']['AnnounceInBody'], stop: AbortSignal): Wire<Uploaded> {
  const path = { id }
  // What was given up is over, whatever broke last.
  const live = <T>(call: (signal: AbortSignal) => Promise<T>, limit = partWithin) => within(limit, call, stop)
  return {
    begin: () =>
      live((signal) =>
        ask(
          api.PUT('/api/uploads/{id}', {
            params: { path },
            body,
            signal,
          }),
        ),
      ),
    part: (at, bytes) =>
      live((signal) =>
        ask(
          api.POST('/api/uploads/{id}/parts', {
            params: { path, query: { at } },
            body: bytes as never,
            bodySerializer: (raw) => raw as never,
            headers: { 'Content-Type': 'application/octet-stream' },
            signal,
          }),
        ),
      ),
    finish: () =>
      live((signal) => ask(api.POST('/api/uploads/{id}/finish', { params: { path }, signal })), finishWithin),
  }
}

/** A line that hangs is as good as a broken one. */
async function within<T>(limit: number, call: (signal: AbortSignal) => Promise<T>, stop: AbortSignal): Promise<T> {
  if (stop.aborted) throw new Problem({ status: 499, code: 'upload.cancelled' })
  const own = new AbortController()
  const timer = setTimeout(() => own.abort(), limit)
  const end = () => own.abort()
  stop.addEventListener('abort', end)
  try {
    return await call(own.signal)
  } catch (error) {
    if (stop.aborted) throw new Problem({ status: 499, code: 'upload.cancelled' })
    throw error
  } finally {
    clearTimeout(timer)
    stop.removeEventListener('abort', end)
  }
}

function rest(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms)
    function end() {
      clearTimeout(timer)
      removeEventListener('online', end)
      stop.removeEventListener('abort', end)
      resolve()
    }
    addEventListener('online', end)
    stop.addEventListener('abort', end)
  })
}

/** SHA-256 in hex, "" where the browser withholds it (plain http on a LAN). */
async function digestOf(file: Blob): Promise<string> {
  if (!globalThis.crypto?.subtle) return ''
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return Array.from(sum, (b) => b.toString(16).padStart(2, '0')).join('')
}

/** useTransfers follows transfers, and goes on with those of an earlier visit. */
export function useTransfers(ids: readonly string[]): ReadonlyMap<string, Transfer> {
  const now = useSyncExternalStore(subscribe, () => all)
  const list = ids.join(' ')
  useEffect(() => {
    for (const id of list ? list.split(' ') : []) void resumeTransfer(id)
  }, [list])
  return useMemo(
    () => new Map(list.split(' ').flatMap((id) => (now.has(id) ? [[id, now.get(id) as Transfer]] : []))),
    [list, now],
  )
}

const patience = 20_000

/**
 * settled waits a while for a transfer and returns its file; it throws a Problem
 * when the file is still on its way, or will not come.
 */
export function settled(id: string): Promise<Uploaded> {
  void resumeTransfer(id)
  return new Promise((resolve, reject) => {
    const fail = (problem: Problem) => {
      end()
      reject(problem)
    }
    const timer = setTimeout(() => fail(new Problem({ status: 409, code: 'upload.unfinished' })), patience)
    const off = subscribe(look)
    function end() {
      clearTimeout(timer)
      off()
    }
    function look() {
      const transfer = all.get(id)
      if (transfer?.file) {
        end()
        resolve(transfer.file)
      } else if (transfer?.state === 'failed')
        fail(transfer.problem ?? new Problem({ status: 409, code: 'upload.failed' }))
      else if (!transfer || transfer.state === 'lost') fail(new Problem({ status: 409, code: 'upload.lost' }))
    }
    look()
  })
}
