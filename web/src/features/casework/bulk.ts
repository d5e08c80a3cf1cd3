import { api, ask } from '@/api/client'
import type { components } from '@/api/schema'
import type { FilterQuery } from './api'
import { byMatch, type Filter, filterQuery, noFilter, orderOf } from './filters'
import type { Values } from './spec'

/** What can be done to many cases at once. */
export type BulkAct = 'assign' | 'tag'

type Body = components['schemas']['ForeseeInBody']
export type Prospect = components['schemas']['ProspectOut']

/** The cases that are meant: named ones, or all that a filter finds. */
export type Meant = { ids: readonly string[] } | { filter: FilterQuery; sort: string; desc: boolean }

/** All that the filter of a list finds; what a text finds best comes in the order of its limits. */
export function allOf(f: Filter): Meant {
  const sort = orderOf(f)
  return { filter: filterQuery(f), sort: sort === byMatch ? noFilter.sort : sort, desc: f.desc === '1' }
}

/** What would come of an act, case by case; nothing is written. */
export const foresee = (act: BulkAct, command: Values, meant: Meant) =>
  ask(api.POST('/api/bulk/preview', { body: { ...meant, [act]: command } as Body }))

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

/** How long a common act can be taken back from the panel, in milliseconds. */
export const undoFor = 60_000
