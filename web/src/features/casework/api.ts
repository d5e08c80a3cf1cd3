import { queryOptions } from '@tanstack/react-query'
import { api, ask, type CommandHeaders } from '@/api/client'
import type { paths } from '@/api/schema'
import { filled } from '@/shared/lib/url'
import type { CaseView, Happening } from './wire'

/** The question of a list, as the contract has it. */
type QueryOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never
export type ListQuery = QueryOf<'/api/cases'>
export type FilterQuery = QueryOf<'/api/cases/counts'>

/** Keys of the query cache; a prefix refreshes all that stands below it. */
export const keys = {
  work: ['work'] as const,
  cases: ['cases'] as const,
  case: (id: string) => ['case', id] as const,
}

/** What has to be done, the earliest due first. */
export const listWork = (query: QueryOf<'/api/work'>) => ask(api.GET('/api/work', { params: { query: filled(query) } }))

/** How much has to be done: for the rail and the list alike. */
export const workCounts = queryOptions({
  queryKey: [...keys.work, 'counts'],
  queryFn: () => ask(api.GET('/api/work/counts')),
  staleTime: 60_000,
})

/** upTo writes a number that was not counted further than `most`. */
export const upTo = (most: number, n: number): number | string => (n > most ? `${most}+` : n)

/** A page of the cases one may see. */
export const listCases = (query: ListQuery) => ask(api.GET('/api/cases', { params: { query } }))

/** The numbers on the chips above that list. */
export const countCases = (query: FilterQuery) => ask(api.GET('/api/cases/counts', { params: { query } }))

/** One case. */
export async function getCase(id: string): Promise<CaseView> {
  const view = await ask(api.GET('/api/cases/{id}', { params: { path: { id } } }))
  // A limit that stands still has no end: on the wire that is the zero instant.
  const clocks = view.clocks.map(({ due, ...k }) => (due.startsWith('0001') ? k : { ...k, due }))
  return { ...view, clocks }
}

/** The story, newest first, below `before` (0 for the newest). */
export async function listEvents(id: string, before: number): Promise<Happening[]> {
  const query = { limit: 50, ...(before ? { before } : {}) }
  const { items } = await ask(api.GET('/api/cases/{id}/events', { params: { path: { id }, query } }))
  return items as Happening[]
}

/** Why a deadline falls where it falls. */
export const explainClock = (id: string, clock: string) =>
  ask(api.GET('/api/cases/{id}/clocks/{clock}', { params: { path: { id, clock } } }))

/** Cases that may be about the same matter as this one. */
export const listAlike = (id: string) => ask(api.GET('/api/cases/{id}/alike', { params: { path: { id } } }))

/** Who looked at a case. */
export const listReaders = (id: string) => ask(api.GET('/api/cases/{id}/readers', { params: { path: { id } } }))

/** The masked numbers of a party in plain; the look and its reason are recorded. */
export const reveal = (id: string, partyId: string, reason: string) =>
  ask(api.POST('/api/cases/{id}/reveal', { params: { path: { id } }, body: { partyId, reason } }))

/** Does one act to a case: every act has a path of its own and the same manners. */
export const doAct = (id: string, act: string, body: object, header: CommandHeaders) =>
  ask(
    api.POST(`/api/cases/{id}/${act}` as '/api/cases/{id}/accept', {
      params: { path: { id }, header: header as Required<CommandHeaders> },
      body: body as { note: string },
    }),
  )

/** Entries of code lists that hold today, by list. */
export async function getCodes(lists: readonly string[]) {
  return (await ask(api.GET('/api/codes', { params: { query: { lists: lists.join(',') } } }))).lists
}

/** People of a unit who can be named; the acting unit for none. */
export const listColleagues = (org: string) =>
  ask(api.GET('/api/colleagues', { params: { query: org ? { org } : {} } }))

/** A text file of a case, or its beginning. */
export const readText = (id: string, file: string) =>
  ask(api.GET('/api/cases/{id}/files/{file}/text', { params: { path: { id, file } } }))

/** The meeting rooms a unit may plan in. */
export const listRooms = (org: string) => ask(api.GET('/api/rooms', { params: { query: { org } } }))

/** Addresses of papers; the browser opens them itself. */
export const paper = {
  slip: (id: string, slip: string, as: 'pdf' | 'docx') => `/api/cases/${id}/slips/${slip}.${as}`,
  form: (id: string, kind: string) => `/api/cases/${id}/forms/${kind}.pdf`,
  file: (id: string, file: string) => `/api/cases/${id}/files/${file}`,
  preview: (id: string, file: string) => `/api/cases/${id}/files/${file}/preview`,
}
