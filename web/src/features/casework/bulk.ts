import { api, ask, type CommandHeaders } from '@/api/client'
import type { components } from '@/api/schema'
import type { FilterQuery } from './api'
import { byMatch, type Filter, filterQuery, noFilter, orderOf } from './filters'
import type { Values } from './spec'

/** What can be done to many cases at once. */
export type BulkAct = 'assign' | 'tag'

type Body = components['schemas']['BulkInBody']
export type Run = components['schemas']['BulkOut']
export type RunCounts = components['schemas']['BulkCounts']
export type LineState = keyof RunCounts

/** The cases that are meant: named ones, or all that a filter finds. */
export type Meant = { ids: readonly string[] } | { filter: FilterQuery; sort: string; desc: boolean }

/** All that the filter of a list finds; what a text finds best comes in the order of its limits. */
export function allOf(f: Filter): Meant {
  const sort = orderOf(f)
  return { filter: filterQuery(f), sort: sort === byMatch ? noFilter.sort : sort, desc: f.desc === '1' }
}

export const bulkKey = ['bulk'] as const
export const runKey = (id: string) => [...bulkKey, id] as const

/** Asks what an act would do to each case; nothing is written. */
export const beginBulk = (act: BulkAct, command: Values, meant: Meant, header: CommandHeaders) =>
  ask(api.POST('/api/bulk', { body: { ...meant, [act]: command } as Body, params: { header } }))

/** One's own runs, the newest first. */
export const listBulk = () => ask(api.GET('/api/bulk'))

export const getBulk = (id: string) => ask(api.GET('/api/bulk/{id}', { params: { path: { id } } }))

/** A page of the cases of a run, behind one of them; all, or those in one state. */
export const bulkLines = (id: string, after: number, state?: LineState) =>
  ask(api.GET('/api/bulk/{id}/lines', { params: { path: { id }, query: { after, ...(state ? { state } : {}) } } }))

/** What a person does with a run: started and taken back as often as it is sent, it happens once. */
export type Step = 'start' | 'stop' | 'undo'

export function stepBulk(id: string, step: Step, header: CommandHeaders): Promise<Run> {
  const path = { id }
  if (step === 'stop') return ask(api.POST('/api/bulk/{id}/stop', { params: { path } }))
  if (step === 'undo') return ask(api.POST('/api/bulk/{id}/undo', { params: { path, header } }))
  return ask(api.POST('/api/bulk/{id}/start', { params: { path, header } }))
}

/** Whether the server is at it. */
export const underWay = (run: Run) => run.state === 'looking' || run.state === 'running' || run.state === 'undoing'

export const actOf = (run: Run): BulkAct => (run.tag ? 'tag' : 'assign')

const order: readonly LineState[] = ['waiting', 'failed', 'refused', 'kept', 'ready', 'done', 'undone']

/** The states that cases of a run are in, those with a reason to look first. */
export const statesOf = (counts: RunCounts) => order.filter((state) => counts[state] > 0)

/** How many cases a run is about. */
export const sizeOf = (counts: RunCounts) => order.reduce((sum, state) => sum + counts[state], 0)

/** How many cases the word for a run's state is said of: what was done, or all that were meant. */
export function meantBy({ state, counts: c }: Pick<Run, 'state' | 'counts'>): number {
  if (state === 'undone') return c.undone
  return state === 'ended' || state === 'stopped' ? c.done : sizeOf(c)
}

/** Which sentence tells of a run: where all went well, that none did not is left out. */
export function saidOf({ state, counts: c }: Pick<Run, 'state' | 'counts'>) {
  if (state === 'ended' && c.failed === 0) return 'endedAll'
  return state === 'undone' && c.kept === 0 ? 'undoneAll' : state
}

/** How far the server is with what it is at. */
export function progressOf({ state, counts: c }: Pick<Run, 'state' | 'counts'>): { done: number; count: number } {
  if (state === 'looking') return { done: sizeOf(c) - c.waiting, count: sizeOf(c) }
  if (state === 'undoing') return { done: c.undone + c.kept, count: c.done + c.undone + c.kept }
  return { done: c.done + c.failed, count: c.ready + c.done + c.failed }
}

/** bulkBody makes the command of what was typed; empty inputs are left out. */
export function bulkBody(act: BulkAct, values: Values): Values {
  const out: Values = {}
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue
    out[name] = typeof value === 'string' ? value.trim() : value
  }
  if (act === 'assign') out.lead = (values.lead as { id: string } | undefined)?.id ?? ''
  return out
}

/** clockOf writes seconds as minutes and seconds. */
export const clockOf = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
