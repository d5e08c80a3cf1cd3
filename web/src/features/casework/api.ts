import { api, ask, type CommandHeaders } from '@/api/client'
import type { paths } from '@/api/schema'
import type { TreeNode, TreeSource } from '@/shared/components/TreePicker'
import type { CaseView, CodeItem, Counts, Happening, Page, Reader, Reckoning, Row, Task, Uploaded } from './wire'

type Init = {
  params?: { path?: Record<string, string>; query?: Record<string, unknown>; header?: object }
  body?: unknown
  bodySerializer?: (body: unknown) => BodyInit
}
type Loose = (path: string, init?: Init) => Promise<{ data?: unknown; error?: unknown; response: Response }>

// Paths and answers are named here and nowhere else in the feature.
const client = api as unknown as { GET: Loose; POST: Loose }

async function get<T>(path: keyof paths, params: Init['params'] = {}): Promise<T> {
  return (await ask(client.GET(path, { params }))) as T
}

async function post<T>(path: keyof paths, params: Init['params'], body: unknown): Promise<T> {
  return (await ask(client.POST(path, { params, body }))) as T
}

// Empty values stay out of the address.
function filled(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, v]) => v !== '' && v !== undefined && v !== false))
}

/** Keys of the query cache; a prefix refreshes all that stands below it. */
export const keys = {
  work: ['work'] as const,
  cases: ['cases'] as const,
  case: (id: string) => ['case', id] as const,
}

export type Query = Record<string, string | number | boolean | undefined>

/** What has to be done, the earliest due first. */
export const listWork = (query: Query) => get<Page<Task>>('/api/work', { query: filled(query) })

/** A page of the cases one may see. */
export const listCases = (query: Query) => get<Page<Row>>('/api/cases', { query: filled(query) })

/** The numbers on the chips above that list. */
export const countCases = (query: Query) => get<Counts>('/api/cases/counts', { query: filled(query) })

/** One case. Lists that are empty may be missing on the wire; here they are there. */
export async function getCase(id: string): Promise<CaseView> {
  const view = await get<Partial<CaseView> & Pick<CaseView, 'case' | 'version'>>('/api/cases/{id}', { path: { id } })
  const lists = ['parties', 'assignments', 'sessions', 'agreements', 'visits', 'clocks', 'slips', 'contacts'] as const
  const more = [
    'hazards',
    'extensions',
    'files',
    'voices',
    'relations',
    'acts',
    'missing',
    'contents',
    'sealed',
  ] as const
  const whole: Record<string, unknown> = { ...view }
  for (const list of [...lists, ...more]) whole[list] = view[list] ?? []
  // A limit that stands still has no end: on the wire that is the zero instant.
  whole.clocks = (view.clocks ?? []).map(({ due, ...k }) => (due?.startsWith('0001') ? k : { ...k, due }))
  whole.units = view.units ?? {}
  whole.people = view.people ?? {}
  return whole as unknown as CaseView
}

/** The story, newest first, below `before` (0 for the newest). */
export const listEvents = (id: string, before: number) =>
  get<Page<Happening>>('/api/cases/{id}/events', {
    path: { id },
    query: filled({ before: before || undefined, limit: 50 }),
  })

/** Why a deadline falls where it falls. */
export const explainClock = (id: string, clockId: string) =>
  get<Reckoning>('/api/cases/{id}/clocks/{clock}', { path: { id, clock: clockId } })

/** Who looked at a case. */
export const listReaders = (id: string) => get<Page<Reader>>('/api/cases/{id}/readers', { path: { id } })

/** The masked numbers of a party in plain; the look and its reason are recorded. */
export const reveal = (id: string, partyId: string, reason: string) =>
  post<Record<string, string | undefined>>('/api/cases/{id}/reveal', { path: { id } }, { partyId, reason })

/** Does one act to a case. */
export const doAct = (id: string, act: string, body: unknown, header: CommandHeaders) =>
  post<{ id: string; version: number; state: string }>(
    `/api/cases/{id}/${act}` as '/api/cases/{id}/accept',
    { path: { id }, header },
    body,
  )

/** Entries of code lists that hold today, by list. */
export async function getCodes(lists: readonly string[]): Promise<Record<string, CodeItem[]>> {
  const found = await get<{ lists: Record<string, CodeItem[]> }>('/api/codes', { query: { lists: lists.join(',') } })
  return found.lists
}

/** People of a unit who can be named. */
export const listColleagues = (org: string) =>
  get<Page<{ id: string; name: string; roles?: string[] | null }>>('/api/colleagues', { query: filled({ org }) })

/** Hands a file over; it hangs on nothing until a command names it. */
export async function upload(file: File): Promise<Uploaded> {
  const bodySerializer = () => {
    const form = new FormData()
    form.append('file', file)
    return form
  }
  return (await ask(client.POST('/api/files', { body: {}, bodySerializer }))) as Uploaded
}

interface Node {
  id?: string
  code?: string
  name: string
  closed: boolean
}

const node = (n: Node): TreeNode => ({ id: n.id ?? n.code ?? '', name: n.name, deeper: true })

function tree(name: string, path: keyof paths, top: Query): TreeSource {
  const find = async (query: Query) => {
    const { items } = await get<Page<Node>>(path, { query: filled({ ...query, limit: 200 }) })
    return items.filter((n) => !n.closed).map(node)
  }
  return { name, search: (text) => find({ text }), children: (parent) => find(parent ? { parent } : top) }
}

/** Where organisations and divisions come from. */
export const orgSource = tree('orgs', '/api/orgs', { root: true })
export const regionSource = tree('regions', '/api/regions', {})

/** Addresses of papers; the browser opens them itself. */
export const paper = {
  slip: (id: string, slip: string, as: 'pdf' | 'docx') => `/api/cases/${id}/slips/${slip}.${as}`,
  form: (id: string, kind: string) => `/api/cases/${id}/forms/${kind}.pdf`,
  file: (id: string, file: string) => `/api/cases/${id}/files/${file}`,
}
