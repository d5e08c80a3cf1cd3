import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { api, ask, type CommandHeaders, newKey } from '@/api/client'
import type { components } from '@/api/schema'
import type { TreeNode } from '@/shared/components/TreePicker'
import type { Draft, DraftServer } from '@/shared/lib/draft'
import type { ImmediateInput, RegisterInput } from './values'

type Schema = components['schemas']

/** A case just registered. The tracking code is for whoever brought the matter. */
export type Begun = Schema['BegunOut']

/** One entry of a code list that holds today. */
export type Code = Schema['CodeOut']

export type Codes = Record<string, Code[]>

export const register = (body: RegisterInput, header: CommandHeaders) =>
  ask(api.POST('/api/cases', { params: { header }, body }))

/** Cases that may be about the same matter as what is typed. */
export const findAlike = (body: Schema['AlikeInput']) => ask(api.POST('/api/alike', { body }))

const villageCode = 12

/** The place of a village's own unit, null for units with more than one village. */
export async function getHome(id: string): Promise<TreeNode | null> {
  const { unit, regionName } = await ask(api.GET('/api/orgs/{id}', { params: { path: { id } } }))
  const village = unit.level === 'village' && unit.region.length === villageCode
  return village && regionName ? { id: unit.region, name: regionName } : null
}

export const immediate = (body: ImmediateInput, header: CommandHeaders) =>
  ask(api.POST('/api/immediate', { params: { header }, body }))

/** useCodes reads code lists; they change rarely, so they are kept for the visit. */
export function useCodes(lists: readonly string[]): UseQueryResult<Codes> {
  return useQuery({
    queryKey: ['codes', lists.join(',')],
    queryFn: async () => {
      const query = { lists: lists.join(',') }
      return (await ask(api.GET('/api/codes', { params: { query } }))).lists as Codes
    },
    staleTime: 10 * 60_000,
  })
}

/**
 * makeDraftServer keeps the newest draft of a kind on the server. One form is
 * one object: it remembers the draft's id and version between saves.
 */
export function makeDraftServer<T>(kind: string): DraftServer<T> {
  let kept: { id: string; version: number } | null = null
  const find = async () => {
    const { items } = await ask(api.GET('/api/drafts', { params: { query: { kind } } }))
    return items[0]
  }
  return {
    async load(): Promise<Draft<T> | null> {
      const line = await find()
      if (!line) return null
      const full = await ask(api.GET('/api/drafts/{id}', { params: { path: { id: line.id } } }))
      kept = { id: full.id, version: full.version }
      return full.payload ? { at: Date.parse(full.updatedAt), values: full.payload as T } : null
    },
    async save(draft) {
      const { id, version } = kept ?? { id: newKey(), version: 0 }
      const body = { kind, payload: draft.values, version }
      const saved = await ask(api.PUT('/api/drafts/{id}', { params: { path: { id } }, body }))
      kept = { id, version: saved.version }
    },
    async drop() {
      const line = kept ?? (await find())
      kept = null
      if (line) await ask(api.DELETE('/api/drafts/{id}', { params: { path: { id: line.id } } }))
    },
  }
}
