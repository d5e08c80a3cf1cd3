import type { components } from '@/api/schema'
import { type Filter, noFilter } from './filters'

type Table = components['schemas']['MonthsOut']

/** The states in the order of a life; a table shows those it has. Merged cases count with the one they went into. */
export const states = [
  'reported',
  'accepted',
  'assigned',
  'handling',
  'settled',
  'performing',
  'failed',
  'withdrawn',
  'referred',
  'declined',
  'closed',
  'archived',
] as const

/** A line of the table: numbers by state, and the list each number counts. */
export interface Line {
  key: string
  name: string
  below: boolean
  open: boolean
  n: Record<string, number>
  filter: (state: string) => Filter
}

/** lines are the rows of a table by organisation, of one kind or all, or by kind. */
export function lines(table: Table, by: 'unit' | 'kind', kind: string): Line[] {
  const list = (org: string, orgName: string, below: boolean, cause: string) => (state: string) => ({
    ...noFilter,
    org,
    orgName,
    scope: below ? 'subtree' : 'unit',
    cause,
    from: table.from,
    to: table.to,
    state: state ? [state] : [...states],
  })
  const sums = (of: (cell: Table['cells'][number]) => boolean) => {
    const n: Record<string, number> = {}
    for (const c of table.cells) if (of(c)) n[c.state] = (n[c.state] ?? 0) + c.n
    return n
  }
  if (by === 'kind')
    return [...new Set(table.cells.map((c) => c.kind))].sort().map((k) => ({
      key: k,
      name: k,
      below: true,
      open: false,
      n: sums((c) => c.kind === k),
      filter: list(table.unit, table.name, true, k),
    }))
  return table.rows.map((r) => ({
    key: r.id,
    name: r.name,
    below: r.below,
    open: r.open,
    n: sums((c) => c.row === r.id && (!kind || c.kind === kind)),
    filter: list(r.id, r.name, r.below, kind),
  }))
}
