import { api, ask, type CommandHeaders, lines } from '@/api/client'
import { Problem } from '@/api/problem'
import type { TreeNode, TreeSource } from '@/shared/components/TreePicker'
import type {
  Area,
  Breach,
  CodeItem,
  CodeList,
  GrantInput,
  ImportReport,
  Issued,
  LedgerEntry,
  LedgerStatus,
  MalwareFinding,
  Member,
  Org,
  Page,
  Policy,
  Proof,
  Region,
  Unit,
  UnitInput,
  User,
  Verified,
  VerifyStep,
  Year,
} from './types'

/** Every call of this feature stands in this file. */
interface Init {
  params?: { query?: object; header?: object }
  body?: unknown
}
type Raw = (
  method: string,
  path: string,
  init?: Init,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>

// The client's manners (language, keys, dead sessions) with the answer's type said here.
function call<T>(method: string, path: string, init?: Init): Promise<T> {
  const request = api.request as unknown as Raw
  return ask(request(method, path, init)) as Promise<T>
}

const read = <T>(path: string, query: object = {}) => call<T>('get', path, { params: { query } })

/** write sends a body with the headers of a command. */
const write = <T>(method: 'post' | 'put' | 'delete', path: string, header: CommandHeaders, body?: unknown) =>
  call<T>(method, path, { params: { header }, ...(body === undefined ? {} : { body }) })

const seg = encodeURIComponent

export interface OrgQuery {
  text?: string
  parent?: string
  kind?: string
  within?: string
  closed?: boolean
  root?: boolean
  cursor?: string
  limit?: number
}

export const listOrgs = (query: OrgQuery) => read<Page<Unit>>('/api/orgs', query)
export const getOrg = (id: string) => read<Org>(`/api/orgs/${seg(id)}`)
export const createOrg = (body: UnitInput, h: CommandHeaders) => write<Unit>('post', '/api/orgs', h, body)
export const updateOrg = (id: string, body: UnitInput, h: CommandHeaders) =>
  write<Unit>('put', `/api/orgs/${seg(id)}`, h, body)
export type OrgChange = 'move' | 'merge' | 'close'
export const changeOrg = (id: string, change: OrgChange, to: string | undefined, h: CommandHeaders) =>
  write<Unit>('post', `/api/orgs/${seg(id)}/${change}`, h, to ? { to } : {})
export const addMember = (orgId: string, body: Member, h: CommandHeaders) =>
  write<Member>('post', `/api/orgs/${seg(orgId)}/members`, h, body)
export const updateMember = (id: string, body: Member, h: CommandHeaders) =>
  write<Member>('put', `/api/members/${seg(id)}`, h, body)
export const leaveMember = (id: string, h: CommandHeaders) => write<void>('delete', `/api/members/${seg(id)}`, h)
export const listFindings = (cursor: string) => read<Page<MalwareFinding>>('/api/findings', cursor ? { cursor } : {})
export const listBreaches = (query: { cursor?: string; within?: string }) => read<Page<Breach>>('/api/breaches', query)

export const listColleagues = (org: string) => read<Page<{ id: string; name: string }>>('/api/colleagues', { org })

export const listAreas = () => read<Page<Area>>('/api/areas')
export const saveArea = (body: Area, h: CommandHeaders) => write<void>('put', '/api/areas', h, body)

export const listRegions = (query: { parent?: string; text?: string; limit?: number }) =>
  read<Page<Region>>('/api/regions', query)

export const listUsers = (query: { text?: string; org?: string; cursor?: string }) =>
  read<Page<User>>('/api/users', query)
export const getUser = (id: string) => read<User>(`/api/users/${seg(id)}`)
export const createUser = (body: { username: string; name: string; phone?: string }, h: CommandHeaders) =>
  write<Issued>('post', '/api/users', h, body)
export const updateUser = (id: string, body: { name: string; phone?: string }, h: CommandHeaders) =>
  write<void>('put', `/api/users/${seg(id)}`, h, body)
export const resetUser = (id: string, h: CommandHeaders) => write<Issued>('post', `/api/users/${seg(id)}/reset`, h)
export const disableUser = (id: string, disabled: boolean, h: CommandHeaders) =>
  write<void>('post', `/api/users/${seg(id)}/disable`, h, { disabled })
export const revokeSessions = (id: string, h: CommandHeaders) => write<void>('post', `/api/users/${seg(id)}/revoke`, h)
export const resetFactor = (id: string, h: CommandHeaders) => write<void>('delete', `/api/users/${seg(id)}/factor`, h)
export const linkUser = (id: string, subject: string, h: CommandHeaders) =>
  write<void>('put', `/api/users/${seg(id)}/link`, h, { subject })
export const unlinkUser = (id: string, h: CommandHeaders) => write<void>('delete', `/api/users/${seg(id)}/link`, h)
export const grantPost = (body: GrantInput, h: CommandHeaders) => write<unknown>('post', '/api/posts', h, body)
export const endPost = (id: string, h: CommandHeaders) => write<void>('delete', `/api/posts/${seg(id)}`, h)

/** What holds today of some lists, for choosing. */
export const currentCodes = async (lists: readonly string[]) =>
  (await read<{ lists: Record<string, CodeItem[]> }>('/api/codes', { lists: lists.join(',') })).lists
export const listCodeLists = () => read<Page<CodeList>>('/api/lists')
export const getCodeList = (id: string) => read<CodeList>(`/api/lists/${seg(id)}`)
export type ItemInput = Omit<CodeItem, 'from' | 'until'> & { from?: string }
export const addItem = (list: string, body: ItemInput, h: CommandHeaders) =>
  write<void>('post', `/api/lists/${seg(list)}/items`, h, body)
export const reviseItem = (list: string, body: ItemInput, h: CommandHeaders) =>
  write<void>('put', `/api/lists/${seg(list)}/items`, h, body)
export const retireItem = (list: string, code: string, from: string | undefined, h: CommandHeaders) =>
  call<void>('delete', `/api/lists/${seg(list)}/items/${seg(code)}`, {
    params: { header: h, query: from ? { from } : {} },
  })

export const listPolicies = () => read<Page<Policy>>('/api/policies')
export const retirePolicy = (id: string, h: CommandHeaders) => write<void>('delete', `/api/policies/${seg(id)}`, h)
export const revisePolicy = (body: Policy, h: CommandHeaders) => write<Policy>('put', '/api/policies', h, body)

export const getYear = (year: number) => read<Year>(`/api/calendar/${year}`)

export type ImportKind = 'regions' | 'orgs' | 'users' | 'days'

/** importFile sends a table; a dry run only checks it. */
export function importFile(
  kind: ImportKind,
  file: File,
  query: { dryRun: boolean; year?: number; source?: string },
  header: CommandHeaders,
): Promise<ImportReport> {
  const body = new FormData()
  body.append('file', file)
  return call('post', `/api/import/${kind}`, { params: { query, header }, body })
}

export const ledgerStatus = () => read<LedgerStatus>('/api/ledger')
/** verifyLedger has the server read the whole record; `told` hears how far it is. */
export async function verifyLedger(h: CommandHeaders, told: (step: VerifyStep) => void): Promise<Verified> {
  let last: VerifyStep | null = null
  await lines<VerifyStep>('/api/ledger/verify', h, (step) => {
    last = step
    told(step)
  })
  const end = last as VerifyStep | null
  if (end?.problem) throw new Problem(end.problem)
  if (!end?.result) throw new Problem({ status: 0, code: 'network.failed' })
  return end.result
}
export const readStream = (stream: string, query: { before?: number }) =>
  read<Page<LedgerEntry>>(`/api/ledger/streams/${seg(stream)}`, query)
export const proveEntry = (id: string) => read<Proof>(`/api/ledger/proof/${seg(id)}`)

const pageOfChoices = 100

const orgNode = (u: Unit): TreeNode => ({ id: u.id, name: u.name, deeper: u.level !== 'village' })

/** The tree of organisations, for choosing one. */
export const orgSource: TreeSource = {
  name: 'orgs',
  search: async (text) => (await listOrgs({ text, limit: pageOfChoices })).items.map(orgNode),
  children: async (parent) =>
    (await listOrgs(parent === null ? { root: true } : { parent, limit: pageOfChoices })).items.map(orgNode),
}

const lowest = 5
const regionNode = (r: Region): TreeNode => ({ id: r.code, name: r.name, deeper: r.level < lowest })

/** The tree of divisions, for choosing one. */
export const regionSource: TreeSource = {
  name: 'divisions',
  search: async (text) => (await listRegions({ text })).items.map(regionNode),
  children: async (parent) => (await listRegions(parent === null ? {} : { parent })).items.map(regionNode),
}
