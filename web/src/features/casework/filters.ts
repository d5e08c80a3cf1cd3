import { filled, toUrl } from '@/shared/lib/url'
import type { FilterQuery, ListQuery } from './api'

/** The filter of the ledger as its address holds it; names and order of the list are part of it. */
export const noFilter = {
  q: '',
  scope: '',
  state: [] as string[],
  colour: '',
  level: '',
  batch: '',
  difficulty: '',
  cause: '',
  channel: '',
  region: '',
  regionName: '',
  org: '',
  orgName: '',
  handler: '',
  from: '',
  to: '',
  people: '',
  confidential: '',
  intake: '',
  intakeName: '',
  assist: '',
  assistName: '',
  handlerName: '',
  party: '',
  clock: '',
  updatedFrom: '',
  updatedTo: '',
  reached: '',
  reachedFrom: '',
  reachedTo: '',
  peopleMax: '',
  amountMin: '',
  amountMax: '',
  has: [] as string[],
  lacks: [] as string[],
  tag: [] as string[],
  court: '',
  outcome: '',
  closing: '',
  sort: 'due',
  desc: '',
  after: '',
}

export type Filter = typeof noFilter

// 本级 / 直属下辖 / 下辖全部 as the API calls them; a unit alone means all below it.
const reach: Record<string, FilterQuery['unit']> = { unit: 'mine', children: 'children', subtree: 'below' }

// A number as somebody typed it into an address; what is none says nothing.
const numberOf = (text: string) => (Number.isFinite(Number(text)) && Number(text)) || ''

/**
 * filterQuery is the filter as the API takes it, without order and page. The
 * address may hold anything: the API refuses what it doesn't know.
 */
export function filterQuery(f: Filter): FilterQuery {
  return filled({
    text: f.q,
    unit: reach[f.scope] ?? (f.org ? 'below' : ''),
    org: f.org,
    state: f.state.join(','),
    colour: f.colour,
    level: f.level,
    batch: f.batch,
    difficulty: f.difficulty,
    cause: f.cause,
    channel: f.channel,
    region: f.region,
    handler: f.handler,
    from: f.from,
    to: f.to,
    people: numberOf(f.people),
    confidential: f.confidential === '1',
    intake: f.intake,
    assist: f.assist,
    party: f.party,
    clock: f.clock,
    updatedFrom: f.updatedFrom,
    updatedTo: f.updatedTo,
    reached: f.reached,
    reachedFrom: f.reached && f.reachedFrom,
    reachedTo: f.reached && f.reachedTo,
    peopleMax: numberOf(f.peopleMax),
    amountMin: numberOf(f.amountMin),
    amountMax: numberOf(f.amountMax),
    has: f.has.join(','),
    lacks: f.lacks.join(','),
    tag: f.tag.join(','),
    court: f.court,
    outcome: f.outcome,
    closing: f.closing,
  }) as FilterQuery
}

/** chipsQuery asks for the numbers on the chips: the filter without what the chips choose. */
export function chipsQuery(f: Filter): FilterQuery {
  return filterQuery({ ...f, state: [], colour: '' })
}

/** The order of what words find, the best first: it needs words. */
export const byMatch = 'match'

/** orderOf is the order of the list: what is due first once there are no words to match. */
export const orderOf = (f: Filter): string => (f.sort === byMatch && !f.q ? noFilter.sort : f.sort)

/** listQuery is the whole question to the list. */
export function listQuery(f: Filter, limit: number): ListQuery {
  return {
    ...filterQuery(f),
    ...(filled({ sort: orderOf(f), desc: f.desc === '1', cursor: f.after, limit }) as ListQuery),
  }
}

/** searchText is the address of a filter without its page, for comparing and saving views. */
export function searchText(f: Filter): string {
  return new URLSearchParams(toUrl({ ...f, after: '' }, noFilter)).toString()
}

/** The filters that stand in the panel, not above the list. */
export const advanced = [
  'level',
  'batch',
  'cause',
  'channel',
  'region',
  'org',
  'handler',
  'from',
  'to',
  'people',
  'confidential',
] as const
