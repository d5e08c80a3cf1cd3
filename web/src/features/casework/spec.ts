import type { CodeList, Codes } from './codes'
import type { CaseView, Colleague } from './wire'

/** What is typed into a form, by the names of the API. */
export type Values = Record<string, unknown>

/** One of a list that the case itself gives. */
export interface Ref {
  value: string
  label: string
}

/** Who fills the form in, and for which unit. */
export interface Me {
  id: string
  name: string
  role: string
  unit: string
  unitName: string
  /** The unit mediates; others pass cases on. */
  mediates: boolean
}

/** What options and conditions may look at. */
export interface Look {
  view: CaseView
  me: Me
  values: Values
  codes: Codes
  /** Names a code of a fixed set, e.g. say('duty', 'persuade'). */
  say: (set: string, code: string) => string
}

interface Base {
  /** Name in the API; a dot goes into an object. Its label stands in the catalogue fields. */
  name: string
  /** Another label than that of the name. */
  label?: string
  /** A sentence under the input, in fields:help. */
  help?: string
  /** Must be filled in. */
  need?: boolean
  /** Sent even when empty, because the API asks for it. */
  always?: boolean
  /** A number the API wants as text. */
  asText?: boolean
  /** Another act that makes what can be chosen here, offered beside the input. */
  offer?: { act: string; preset?: Values }
  /** Shown and sent only when true. */
  when?: (look: Look) => boolean
}

/** One input of an act. The same description reads the act's record in the story. */
export type Field = Base &
  (
    | { kind: 'text' | 'area' | 'day' | 'money' | 'number' | 'check' | 'names' | 'lines' | 'upload' }
    | { kind: 'idNumber' | 'creditCode' | 'phone' }
    | { kind: 'choice'; set: string; of: readonly string[]; many?: boolean }
    | { kind: 'code'; list: CodeList; many?: boolean }
    /** Yes or no, each in words: choices:<set>.yes and .no. */
    | { kind: 'either'; set: string }
    /** With `none`, a word of choices:nobody, that nobody is meant can be chosen too. */
    | { kind: 'party'; many?: boolean; of?: (look: Look) => string[]; none?: string }
    | { kind: 'org'; many?: boolean }
    /** Of one that is planned for, official days off are pointed out. */
    | { kind: 'instant'; planned?: boolean }
    /** A room of the unit that holds the case, or of one above it. */
    | { kind: 'room' }
    | { kind: 'person'; many?: boolean; unit: (look: Look) => string }
    | { kind: 'ref'; many?: boolean; of: (look: Look) => Ref[] }
    | { kind: 'obligations' }
    /** Another case: one of those `of` gives, or any that is found and stands in no state of `but`. */
    | { kind: 'case'; of?: (view: CaseView) => { case: string }[]; but?: readonly string[] }
  )

/** labelOf is the word of fields:label that names an input. */
export const labelOf = (field: Field): string => field.label ?? field.name.replaceAll('.', '_')

/** How one act is filled in. Everything else about it is the same for all. */
export interface ActForm {
  fields: (look: Look) => readonly Field[]
  /** What stands there at first. */
  start?: (look: Look) => Values
  /** Values that follow from a change, e.g. the old value of the fact chosen. */
  follow?: (changed: Values, look: Look) => Values | undefined
  /** The unit whose people the form would like to know, '' for none. */
  unit?: (look: Look) => string
  /** What that unit's people suggest; fills only what was left alone. */
  suggest?: (look: Look, team: readonly Colleague[]) => Values
  /** Why the act makes no sense now, a word of acts:idle; undefined when it does. */
  idle?: (view: CaseView) => string | undefined
}

/** at reads a dotted name. */
export function at(values: Values, name: string): unknown {
  return name.split('.').reduce<unknown>((v, key) => (v as Values | undefined)?.[key], values)
}

function put(into: Values, name: string, value: unknown) {
  const keys = name.split('.')
  const last = keys.pop() ?? name
  let place = into
  for (const key of keys) {
    place[key] ??= {}
    place = place[key] as Values
  }
  place[last] = value
}

const isEmpty = (v: unknown) => v === undefined || v === null || v === '' || (Array.isArray(v) && v.length === 0)

// What the API reads as "nothing said" for an input it asks for.
function nothing(field: Field): unknown {
  if (field.kind === 'check' || field.kind === 'either') return false
  if (field.kind === 'money' || field.kind === 'number') return 0
  const many = 'many' in field && field.many
  if (many || field.kind === 'names' || field.kind === 'lines' || field.kind === 'obligations') return []
  return ''
}

const idOf = (v: unknown) => (typeof v === 'object' && v !== null && 'id' in v ? v.id : v)

// A picked organisation is kept with its name, and sent by its id; a local
// instant is one of the county's time zone.
function wire(field: Field, value: unknown): unknown {
  if (field.kind === 'org') return Array.isArray(value) ? value.map(idOf) : idOf(value)
  if (field.kind === 'instant' && value) return `${String(value)}:00+08:00`
  if (field.kind === 'lines') return (value as string[]).map((l) => l.trim()).filter(Boolean)
  if (field.kind === 'obligations') return (value as Values[]).map((o) => ({ debtor: '', what: '', dueOn: '', ...o }))
  if (field.asText) return String(value)
  return typeof value === 'string' ? value.trim() : value
}

/** body makes the command of what was typed: shown fields only, empty ones left out. */
export function body(form: ActForm, look: Look): Values {
  const out: Values = {}
  for (const field of form.fields(look)) {
    if (field.when && !field.when(look)) continue
    const value = at(look.values, field.name)
    if (!isEmpty(value)) put(out, field.name, wire(field, value))
    else if (field.need || field.always || field.kind === 'check') put(out, field.name, nothing(field))
  }
  return out
}
