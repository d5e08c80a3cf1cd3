/** What the API says of cases. Instants are RFC 3339, days YYYY-MM-DD, money fen. */

/** The colour of a time limit: under 70 % of it, up to all of it, beyond. */
export type Light = 'green' | 'yellow' | 'red'

export interface Next {
  kind: string
  dueAt?: string
  light: Light
  paused: boolean
}

/** A case on a list. */
export interface Row {
  id: string
  no: string
  title: string
  state: string
  level: string
  batch: string
  cause: string
  channel: string
  region: string
  people: number
  amountFen: number
  confidential: boolean
  intakeName: string
  holderId: string
  holderName: string
  handlerName: string
  outcome: string
  nextStep: string
  next?: Next
  reportedAt: string
  closedAt?: string
  updatedAt: string
  version: number
}

/** One thing to do: a running clock and the case it is on. `id` is the clock's. */
export interface Task {
  id: string
  clock: Next
  unitName: string
  case: Row
}

export interface Page<T> {
  items: T[]
  next?: string
  prev?: string
}

export interface Counts {
  states: Record<string, number>
  colours: Record<string, number>
  /** A number above it means: more than this. */
  most: number
}

export interface CaseFacts {
  id: string
  no: string
  state: string
  title: string
  facts: string
  cause: string
  inducement: string
  channel: string
  region: string
  address: string
  happenedOn?: string
  unitName: string
  people: number
  amountFen: number
  forecast: string
  measures: string
  urgent: boolean
  batch: string
  level: string
  difficulty: string
  triageReason: string
  confidential: boolean
  named?: string[] | null
  registrar: string
  intakeOrg: string
  holder: string
  sender: string
  handler: string
  leader: string
  goal: string
  awaitsDesignation: boolean
  designated: boolean
  attempts: number
  exhausted: boolean
  outcome: string
  closingKind: string
  endReason: string
  endNote: string
  routes?: string[] | null
  nextStep: string
  retention: string
  reportedAt: string
  acceptedAt?: string
  closedAt?: string
}

export interface Party {
  id: string
  role: string
  kind: string
  name: string
  sex?: string
  bornOn?: string
  phone?: string
  idNumber?: string
  noIdReason?: string
  address?: string
  work?: string
  legalRep?: string
  agent?: string
  agentAs?: string
  agentPhone?: string
  consent?: string
  count?: number
}

export interface Assignment {
  id: string
  kind: string
  role: 'lead' | 'assist' | 'copy'
  state: string
  from: string
  to: string
  toName: string
  goal: string
  leader: string
  handlerName: string
  dueOn?: string
  duties?: string[] | null
  issuedAt: string
  signedAt?: string
  reason?: string
  opinion?: string
}

export interface Session {
  id: string
  no: number
  kind: string
  state: 'planned' | 'held' | 'cancelled'
  separate: boolean
  plannedAt?: string
  place: string
  chair: string
  mediators?: string[] | null
  clerk: string
  experts?: string[] | null
  units?: string[] | null
  invited?: string[] | null
  open: boolean
  heldAt?: string
  minutes?: number
  present?: string[] | null
  record: string
  outcome: string
  cancelReason?: string
}

export interface Obligation {
  id: string
  debtor: string
  creditor: string
  kind: 'pay' | 'act'
  amountFen?: number
  what: string
  dueOn: string
  state: 'open' | 'performed' | 'breached' | 'released'
  doneOn?: string
  breachReason?: string
}

export interface Agreement {
  id: string
  no: string
  form: 'written' | 'oral'
  state: 'draft' | 'concluded' | 'superseded'
  facts: string
  issues: string
  terms?: string[] | null
  manner: string
  place: string
  mediators?: string[] | null
  clerk: string
  obligations?: Obligation[] | null
  confirmations?: { party: string; way: string; on: string }[] | null
  sealedOn?: string
  effectiveOn?: string
  court?: { state: string; court?: string; on: string; caseNo?: string; reason?: string; resultOn?: string }
  courtHints?: string[] | null
}

export interface Visit {
  id: string
  way: string
  party: string
  noneReason?: string
  performed: string
  satisfied: string
  settled: string
  words: string
  escalating: boolean
  on: string
  by: string
}

export interface Clock {
  id: string
  kind: string
  org: string
  startAt: string
  due?: string
  light: Light
  /** Part of the limit used up. */
  share: number
  running: boolean
  paused: boolean
  citation?: string
  extended?: number
  resumeOn?: string
  stopAt?: string
}

export interface Slip {
  id: string
  kind: string
  no: string
  org: string
  issuedAt: string
}

export interface CaseFile {
  id: string
  name: string
  type: string
  size: number
  kind: string
  at: string
}

/** An act the state of the case allows, and whether this person may do it. */
export interface Possible {
  act: string
  ok: boolean
  lack?: string
  need?: string[] | null
}

/** One case as this person may see it. */
export interface CaseView {
  case: CaseFacts
  version: number
  parties: Party[]
  assignments: Assignment[]
  sessions: Session[]
  agreements: Agreement[]
  visits: Visit[]
  clocks: Clock[]
  slips: Slip[]
  contacts: { id: string; party: string; way: string; note: string; at: string }[]
  hazards: { id: string; what: string; measures: string; reportedTo?: string; removedAt?: string; how?: string }[]
  extensions: { id: string; days: number; reason: string; decision: string; note?: string }[]
  files: CaseFile[]
  voices: { id: string; kind: string; text: string; at: string }[]
  /** Names by id. */
  units: Record<string, string>
  people: Record<string, string>
  relations: string[]
  acts: Possible[]
  /** What the closing gate still asks for. */
  missing: { code: string; text: string }[]
  contents: { kind: string; required: boolean; present: boolean }[]
  /** Sessions whose record is withheld from this person. */
  sealed: string[]
  trackingCode?: string
}

export interface Happening {
  seq: number
  at: string
  act: string
  actorName: string
  orgName: string
  role: string
  /** What was said, as the command's body; null once erased. */
  said?: Record<string, unknown> | null
}

export interface DayLine {
  date: string
  kind: string
  name?: string
  why?: string
}

/** A deadline explained day by day. */
export interface Reckoning {
  clock: Clock
  firstDay: string
  lastDay: string
  /** The last day before it was moved off days off. */
  nominalDay: string
  due?: string
  /** A pause holds it. */
  standing: boolean
  counted: DayLine[]
  skipped: DayLine[]
  /** Years whose official days are not announced: the date is provisional. */
  unannounced: number[]
  status?: string
}

export interface Reader {
  userName: string
  orgName: string
  what: string
  at: string
}

export interface CodeItem {
  code: string
  parent?: string
  zh: string
  en: string
}

/** A file handed over, to be named in a command. */
export interface Uploaded {
  digest: string
  name: string
  type: string
  size: number
}
