/** The wire types of this feature, as internal/httpapi writes them. */
export interface Page<T> {
  items: T[]
  next?: string
}

export interface Unit {
  id: string
  parentId?: string
  path: string
  code?: string
  name: string
  shortName: string
  kind: string
  level: string
  region: string
  area?: string
  phone?: string
  address?: string
  closed: boolean
  closedInto?: string
  takesCases: boolean
  version: number
}

export interface UnitInput {
  parentId?: string
  code?: string
  name: string
  shortName?: string
  kind: string
  level?: string
  region: string
  area?: string
  phone?: string
  address?: string
}

export interface Member {
  id: string
  name: string
  sex: string
  birthYear?: number
  functions: string[]
  origin: string
  fullTime: boolean
  education?: string
  electedBy?: string
  electedOn?: string
  termFrom?: string
  termUntil?: string
  phone?: string
  userId?: string
  leftOn?: string
  version?: number
}

export interface MalwareFinding {
  id: string
  digest: string
  malware: string
  at: string
  kept: boolean
  sender: string
}

export interface Breach {
  orgId: string
  orgName: string
  code: string
  text: string
  citation: string
}

export interface Org {
  unit: Unit
  /** Name of the division it stands in, and of the area its town belongs to. */
  place?: string
  areaName?: string
  /** From the root down. */
  ancestors: Unit[]
  members: Member[]
  breaches: Breach[]
  /** -1 when not for the reader. */
  openCases: number
}

/** A group of towns of a county, such as 南片. */
export interface Area {
  county: string
  code: string
  name: string
  position: number
}

export interface Region {
  code: string
  name: string
  level: number
  parent?: string
  path: string
  closed: boolean
}

export interface UserPost {
  id: string
  orgId: string
  orgName: string
  role: string
  scope: string
  custom?: string[]
  from: string
  until?: string
}

export interface User {
  id: string
  username: string
  name: string
  phone?: string
  disabled: boolean
  mustChange: boolean
  secondFactor: boolean
  linked: boolean
  createdAt: string
  version: number
  posts: UserPost[]
}

/** An account with the code for its first sign-in; the code is shown once. */
export interface Issued {
  id: string
  username: string
  code: string
}

export interface GrantInput {
  userId: string
  orgId: string
  role: string
  scope?: string
  custom?: string[]
  from?: string
  until?: string
}

export interface CodeList {
  id: string
  zh: string
  en: string
  levels: number
  editable: boolean
  citation: string
  status: string
  version: number
  items: CodeItem[]
}

export interface CodeItem {
  code: string
  parent?: string
  zh: string
  en: string
  from: string
  until?: string
  mapping?: Record<string, string>
}

/** A time limit or threshold; names as in codes.ClockRule. */
export interface Policy {
  id: string
  kind: string
  level?: string
  category?: string
  difficulty?: string
  batch?: string
  org_level?: string
  length: number
  unit: string
  starts?: string
  pausable: boolean
  pause_reasons?: string[]
  yellow_percent: number
  visit_days?: number[]
  count?: number
  outcome?: string
  from: string
  until?: string
  citation: string
  status: string
  replaces?: string
  version: number
}

export interface OfficialDay {
  date: string
  kind: 'off' | 'workday'
  name: string
}

export interface Year {
  year: number
  announced: boolean
  days: OfficialDay[]
}

/** One thing wrong with one row of an imported table, in words. */
export interface RowProblem {
  line: number
  column?: string
  code: string
  text: string
}

export interface ImportReport {
  rows: number
  new: number
  changed: number
  unchanged: number
  closed: number
  /** All that is wrong; rowProblems may hold only the first of them. */
  problems_total: number
  rowProblems: RowProblem[]
  applied: boolean
  issued?: { username: string; name: string; code: string }[]
}

export interface Checkpoint {
  size: number
  root: string
  at: string
  note: string
}

export interface LedgerStatus {
  publicKey: string
  checkpoints: Checkpoint[]
}

export interface Finding {
  kind: string
  stream: string
  seq: number
  entryId: string
}

export interface Verified {
  whole: boolean
  entries: number
  streams: number
  checkpoints: number
  waiting: number
  erased: number
  found: number
  findings: Finding[]
  tookMs: number
}

/** One line while the record is read. */
export interface VerifyStep {
  read: number
  all: number
  result?: Verified
  problem?: { status: number; code: string; detail?: string }
}

export interface LedgerEntry {
  id: string
  seq: number
  at: string
  actor: string
  actorName?: string
  org: string
  role: string
  verb: string
  body?: unknown
  hash: string
}

/** Shows without the database that an entry is under a signed checkpoint. */
export interface Proof {
  entry: { id: string; stream: string; seq: number; at: string; verb: string; hash: string }
  pos: number
  path: string[]
  note: string
}
