import { api, ask, type CommandHeaders } from '@/api/client'
import { fetchFile } from '@/api/file'
import type { components } from '@/api/schema'
import type { Meant } from './bulk'

export type Taken = components['schemas']['ExportOut']
export type ExportColumn = components['schemas']['ExportColumn']

export const exportKey = ['exports'] as const

/** One's own exports, the newest first, and the columns they can have. */
export const listExports = () => ask(api.GET('/api/exports'))

type Body = components['schemas']['ExportInBody']

/** Asks for a table; it is made meanwhile. */
export const beginExport = (what: Pick<Body, 'format' | 'columns' | 'reason'>, meant: Meant, header: CommandHeaders) =>
  ask(api.POST('/api/exports', { body: { ...what, ...meant } as Body, params: { header } }))

/** Stops one that is being made, or throws its file away. */
export const cancelExport = (id: string) => ask(api.DELETE('/api/exports/{id}', { params: { path: { id } } }))

/** The file of a ready one. */
export const fetchExport = (id: string, language: string) => fetchFile(`/api/exports/${id}/file`, language, id)

/** moving is whether an export has yet to end. */
export const moving = (one: Taken) => one.state === 'waiting' || one.state === 'running'

// What the list calls a column, and the export another name.
const names: Record<string, string> = { step: 'next', clock: 'due', unit: 'holder' }

/** exportColumns are the columns of a table like the list, the number of the case first. */
export function exportColumns(shown: readonly string[]): string[] {
  return ['no', ...shown.filter((key) => key !== 'no').map((key) => names[key] ?? key)]
}
