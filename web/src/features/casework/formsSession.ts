import { violent } from './formsSafety'
import { actingName } from './people'
import type { ActForm, Field, Look, Ref } from './spec'
import type { CaseView, Session } from './wire'

const kinds = ['ordinary', 'panel', 'joint'] as const

const planned = (view: CaseView) => view.sessions.filter((s) => s.state === 'planned')
const plannedRefs = ({ view, say }: Look): Ref[] =>
  planned(view).map((s) => ({ value: s.id, label: `${s.no} · ${say('session', s.kind)} · ${s.place}` }))
const partyIds = (view: CaseView) => view.parties.map((p) => p.id)
const panel = ({ values }: Look) => values.kind === 'panel'
const joint = ({ values }: Look) => values.kind === 'joint'
const unitRefs = ({ view }: Look) =>
  view.assignments.filter((a) => a.role === 'assist').map((a) => ({ value: a.to, label: a.toName }))

// Who sits at the table.
const table: readonly Field[] = [
  { kind: 'names', name: 'mediators', need: true, help: 'names' },
  { kind: 'text', name: 'chair', need: true, help: 'chair', when: panel },
  { kind: 'names', name: 'experts', when: panel },
  { kind: 'text', name: 'clerk' },
]

const units: Field = {
  kind: 'ref',
  many: true,
  name: 'units',
  of: unitRefs,
  need: true,
  help: 'jointUnits',
  when: joint,
}
const separate: Field = { kind: 'check', name: 'separate', help: 'separate' }
// Who is hurt at home sits at one table with the other side for a reason only.
const jointReason: Field = {
  kind: 'area',
  name: 'jointReason',
  help: 'jointReason',
  when: ({ view, values }) => violent(view) && values.separate !== true,
}

const length: Field = { kind: 'number', name: 'length', help: 'length' }

// A room of a unit, or any other place in words.
const where: readonly Field[] = [
  { kind: 'room', name: 'room', help: 'room' },
  { kind: 'text', name: 'place', need: true, when: ({ values }) => !values.room },
]

// A session that is planned anew begins with how it is planned now.
const moved = (s?: Session) =>
  s && {
    session: s.id,
    at: s.plannedAt && localInstant(s.plannedAt),
    length: s.length,
    room: s.room,
    place: s.room ? undefined : s.place,
    mediators: s.mediators,
  }

// A planned session brings its place and people with it.
const fromPlan = (s: Session) => ({
  kind: s.kind,
  place: s.place,
  chair: s.chair || undefined,
  clerk: s.clerk || undefined,
  mediators: s.mediators ?? [],
  experts: s.experts ?? [],
  units: s.units ?? [],
  separate: s.separate,
  jointReason: s.jointReason,
  open: s.open,
  present: s.invited ?? [],
  heldAt: s.plannedAt && Date.parse(s.plannedAt) < Date.now() ? localInstant(s.plannedAt) : undefined,
})

/** localInstant writes an instant as the input of date and time holds it, in the county's zone. */
export function localInstant(at: string | number): string {
  return new Date(new Date(at).getTime() + 8 * 3600_000).toISOString().slice(0, 16)
}

/** Mediation: planning a session, what happened at it, calling it off. */
export const sessionForms: Record<string, ActForm> = {
  plan_session: {
    fields: () => [
      { kind: 'choice', set: 'session', of: kinds, name: 'kind', need: true, help: 'sessionKind' },
      { kind: 'instant', name: 'at', need: true, planned: true },
      length,
      ...where,
      ...table,
      units,
      { kind: 'party', many: true, name: 'invited', need: true },
      separate,
      jointReason,
      { kind: 'check', name: 'open', help: 'open' },
    ],
    start: ({ view }) => ({
      kind: 'ordinary',
      mediators: actingName(view),
      invited: partyIds(view),
      separate: violent(view),
    }),
  },

  move_session: {
    fields: () => [
      { kind: 'ref', name: 'session', of: plannedRefs, need: true },
      { kind: 'instant', name: 'at', need: true, planned: true },
      length,
      ...where,
      { kind: 'names', name: 'mediators', need: true, help: 'names' },
      { kind: 'area', name: 'reason', need: true },
    ],
    start: ({ view }) => moved(planned(view)[0]) ?? {},
    follow: (changed, { view }) => {
      const chosen = planned(view).find((s) => s.id === changed.session)
      return chosen && moved(chosen)
    },
    idle: (view) => (planned(view).length > 0 ? undefined : 'noPlanned'),
  },

  cancel_session: {
    fields: () => [
      { kind: 'ref', name: 'session', of: plannedRefs, need: true },
      { kind: 'area', name: 'reason', need: true },
    ],
    start: ({ view }) => ({ session: planned(view)[0]?.id }),
    idle: (view) => (planned(view).length > 0 ? undefined : 'noPlanned'),
  },

  record_session: {
    fields: ({ view }) => [
      { kind: 'ref', name: 'session', of: plannedRefs, help: 'plannedSession', when: () => planned(view).length > 0 },
      { kind: 'choice', set: 'session', of: ['immediate', ...kinds], name: 'kind', need: true },
      { kind: 'instant', name: 'heldAt', need: true },
      { kind: 'number', name: 'minutes' },
      { kind: 'text', name: 'place', need: true },
      ...table,
      units,
      { kind: 'party', many: true, name: 'present', always: true },
      { kind: 'names', name: 'others' },
      { kind: 'check', name: 'rightsTold', help: 'rightsTold' },
      { kind: 'area', name: 'record', need: true, help: 'record' },
      { kind: 'code', list: 'means', many: true, name: 'means' },
      separate,
      jointReason,
      { kind: 'check', name: 'open' },
      {
        kind: 'choice',
        set: 'sessionOutcome',
        of: ['agreed', 'continue', 'failed', 'absent'],
        name: 'outcome',
        need: true,
        help: 'outcome',
      },
    ],
    start: ({ view }) => {
      const [first] = planned(view)
      const usual = { kind: 'ordinary', mediators: actingName(view), present: partyIds(view), separate: violent(view) }
      return first ? { session: first.id, ...fromPlan(first) } : { ...usual, heldAt: localInstant(Date.now()) }
    },
    follow: (changed, { view }) => {
      const chosen = view.sessions.find((s) => s.id === changed.session)
      return chosen && fromPlan(chosen)
    },
  },
}
