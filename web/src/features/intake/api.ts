import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { api, ask, type CommandHeaders, newKey } from '@/api/client'
import type { TreeNode, TreeSource } from '@/shared/components/TreePicker'
import type { Draft, DraftServer } from '@/shared/lib/draft'
import type { ImmediateInput, RegisterInput } from './values'

/** Every call of this feature stands in this file. */
type Raw = (
  method: string,
  path: string,
  init?: { params?: object; body?: unknown },
) => Promise<{ data?: unknown; error?: unknown; response: Response }>

// The client's manners (language, keys, dead sessions) with the answer's type said here.
function call<T>(method: string, path: string, init?: Parameters<Raw>[2]): Promise<T> {
  const request = api.request as unknown as Raw
  return ask(request(method.toLowerCase(), path, init)) as Promise<T>
}

/** A case just registered. The tracking code is for whoever brought the matter. */
export interface Begun {
  id: string
  no: string
  version: number
  state: string
  trackingCode: string
}

export const register = (body: RegisterInput, header: CommandHeaders) =>
  call<Begun>('POST', '/api/cases', { params: { header }, body })

export const immediate = (body: ImmediateInput, header: CommandHeaders) =>
  call<Begun>('POST', '/api/immediate', { params: { header }, body })

/** One entry of a code list that holds today. */
export interface Code {
  code: string
  parent?: string
  zh: string
  en: string
}

export type Codes = Record<string, Code[]>

/** useCodes reads code lists; they change rarely, so they are kept for the visit. */
export function useCodes(lists: readonly string[]): UseQueryResult<Codes> {
  return useQuery({
    queryKey: ['codes', lists.join(',')],
    queryFn: async () => {
      const query = { lists: lists.join(',') }
      return (await call<{ lists: Codes }>('GET', '/api/codes', { params: { query } })).lists
    },
    staleTime: 10 * 60_000,
  })
}

interface Division {
  code: string
  name: string
  level: number
  closed: boolean
}

const countyLevel = 3
const villageLevel = 5

const regionNode = (d: Division): TreeNode => ({ id: d.code, name: d.name, deeper: d.level < villageLevel })

const divisions = async (query: { parent?: string; text?: string }) =>
  (await call<{ items: Division[] }>('GET', '/api/regions', { params: { query } })).items.filter((d) => !d.closed)

// A county's own tree begins with one province, one prefecture, one county: nobody should walk through those.
async function below(parent: string | null): Promise<Division[]> {
  const found = await divisions(parent === null ? {} : { parent })
  const [only] = found
  return parent === null && found.length === 1 && only ? firstChoice(only) : found
}

async function firstChoice(only: Division): Promise<Division[]> {
  const found = await divisions({ parent: only.code })
  const [next] = found
  if (found.length === 0) return [only]
  return found.length === 1 && next && next.level <= countyLevel ? firstChoice(next) : found
}

/** The tree of divisions, for the place of a dispute. */
export const regionSource: TreeSource = {
  name: 'regions',
  search: async (text) => (await divisions({ text })).map(regionNode),
  children: async (parent) => (await below(parent)).map(regionNode),
}

/** A file as the server took it. */
export interface Uploaded {
  digest: string
  name: string
  type: string
  size: number
}

export function upload(file: File): Promise<Uploaded> {
  const body = new FormData()
  body.append('file', file)
  return call('POST', '/api/files', { body })
}

interface DraftLine {
  id: string
  updatedAt: string
  version: number
  payload?: unknown
}

const draftPath = '/api/drafts'

/**
 * makeDraftServer keeps the newest draft of a kind on the server. One form is
 * one object: it remembers the draft's id and version between saves.
 */
export function makeDraftServer<T>(kind: string): DraftServer<T> {
  let kept: { id: string; version: number } | null = null
  const find = async () => {
    const { items } = await call<{ items: DraftLine[] }>('GET', draftPath, { params: { query: { kind } } })
    return items[0]
  }
  return {
    async load(): Promise<Draft<T> | null> {
      const line = await find()
      if (!line) return null
      const full = await call<DraftLine>('GET', `${draftPath}/${line.id}`)
      kept = { id: full.id, version: full.version }
      return full.payload ? { at: Date.parse(full.updatedAt), values: full.payload as T } : null
    },
    async save(draft) {
      const { id, version } = kept ?? { id: newKey(), version: 0 }
      const body = { kind, payload: draft.values, version }
      const saved = await call<DraftLine>('PUT', `${draftPath}/${id}`, { body })
      kept = { id, version: saved.version }
    },
    async drop() {
      const line = kept ?? (await find())
      kept = null
      if (line) await call<void>('DELETE', `${draftPath}/${line.id}`)
    },
  }
}
