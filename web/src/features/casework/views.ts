import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '@/api/client'
import type { components } from '@/api/schema'
import { type Filter, filterQuery, searchText } from './filters'

/** A filter of the ledger under a name, one's own or shared by a unit. */
export type View = components['schemas']['SavedViewOut']
export type Digest = components['schemas']['DigestOut']
/** That one was named on a confidential case, or one's name taken off. */
export type Naming = components['schemas']['NamedOut']
export type Reach = View['reach']

/** How often one is told of a view. */
export const rhythms = ['never', 'daily', 'weekly'] as const
export type Rhythm = (typeof rhythms)[number]

export const viewsKey = ['views'] as const

export const viewsQuery = queryOptions({
  queryKey: viewsKey,
  queryFn: () => ask(api.GET('/api/views')),
  staleTime: 60_000,
})

export const digestsQuery = queryOptions({
  queryKey: ['digests'],
  queryFn: () => ask(api.GET('/api/digests')),
  staleTime: 60_000,
})

type Body = components['schemas']['SaveViewInBody']

/** Keeps the present filter under a name. */
export const saveView = (name: string, reach: Reach, f: Filter) =>
  ask(api.POST('/api/views', { body: { name, reach, address: searchText(f), filter: filterQuery(f) } as Body }))

/** Takes one away, for all who have it. */
export const removeView = (id: string) => ask(api.DELETE('/api/views/{id}', { params: { path: { id } } }))

/** Has one told of a view, or no more. */
export const subscribeView = (id: string, rhythm: Rhythm) =>
  ask(api.PUT('/api/views/{id}/subscription', { params: { path: { id } }, body: { rhythm } }))

/** All that one was told has been seen. */
export const sawDigests = () => ask(api.POST('/api/digests/seen'))

/** addressOf is a view's part of the ledger's address, for a link. */
export const addressOf = (search: string) => Object.fromEntries(new URLSearchParams(search)) as never

/** Days with what was told on each, in the order they come. */
export function byDay(items: readonly Digest[]): { day: string; items: Digest[] }[] {
  const days: { day: string; items: Digest[] }[] = []
  for (const one of items) {
    const last = days.at(-1)
    if (last?.day === one.day) last.items.push(one)
    else days.push({ day: one.day, items: [one] })
  }
  return days
}

/** ready are the views everybody has; the product's own. */
export const ready = {
  all: '',
  open: new URLSearchParams({
    state: 'reported,accepted,assigned,handling,settled,performing,failed,withdrawn,referred',
  }).toString(),
  mine: 'handler=me',
  late: 'colour=red',
} as const
