import { today } from '@/shared/lib/dates'
import { capacities, relations } from './formsIntake'
import type { ActForm, Field, Look, Ref, Values } from './spec'
import type { CaseView } from './wire'

const reason: Field = { kind: 'area', name: 'reason', need: true }
const routes: Field = { kind: 'code', list: 'refer_route', many: true, name: 'routes', help: 'routes' }

const openHazards = (view: CaseView) => view.hazards.filter((h) => !h.removedAt)
const hazardRefs = ({ view }: Look): Ref[] => openHazards(view).map((h) => ({ value: h.id, label: h.what }))

/** What residents said on the tracking page and still wait for an answer to. */
export const waitingVoices = (view: CaseView) => view.voices.filter((v) => v.kind !== 'settled' && !v.answeredAt)

/** voiceRefs names words of residents. */
export const voiceRefs = (voices: CaseView['voices'], { say }: Look): Ref[] =>
  voices.map((v) => ({ value: v.id, label: `${say('voice', v.kind)} ${v.at.slice(0, 10)} ${v.text.slice(0, 30)}` }))

const spoken = ({ values }: Look) => values.how === 'contacted'
const asked = ({ values }: Look) => Boolean(values.party)

/** Holds that keep the file today. */
export const liveHolds = (view: CaseView) =>
  view.holds.filter((h) => !h.releasedAt && (!h.untilOn || h.untilOn >= today()))

const handling = (view: CaseView) => view.clocks.find((k) => k.kind === 'handling' && k.running)
const pending = (view: CaseView) => view.extensions.find((x) => !x.decision)

/** Time: stopping the clock, asking for more, granting it. */
export const timeForms: Record<string, ActForm> = {
  pause: {
    fields: () => [
      { kind: 'code', list: 'pause_reason', name: 'reason', need: true },
      { kind: 'day', name: 'until', need: true, help: 'until' },
      { kind: 'area', name: 'note' },
    ],
    idle: (view) => {
      const clock = handling(view)
      return !clock ? 'noHandling' : clock.paused ? 'paused' : undefined
    },
  },

  resume: {
    fields: () => [{ kind: 'area', name: 'note' }],
    idle: (view) => {
      const clock = handling(view)
      return clock?.paused ? undefined : 'notPaused'
    },
  },

  ask_extension: {
    fields: () => [
      { kind: 'number', name: 'days', need: true, help: 'days' },
      reason,
      { kind: 'check', name: 'consent', label: 'bothConsent', help: 'bothConsent' },
    ],
    idle: (view) => (!handling(view) ? 'noHandling' : pending(view) ? 'extensionPending' : undefined),
  },

  decide_extension: {
    fields: ({ values }) => [
      { kind: 'either', set: 'granted', name: 'granted', need: true },
      { kind: 'number', name: 'days', label: 'grantedDays', help: 'grantedDays', when: () => values.granted === true },
      { kind: 'area', name: 'note', need: values.granted !== true },
    ],
    start: ({ view }) => ({ granted: true, days: pending(view)?.days }),
    idle: (view) => (pending(view) ? undefined : 'noExtension'),
  },
}

/** What keeps a file from being anonymised. */
export const holdForms: Record<string, ActForm> = {
  hold: {
    fields: () => [reason, { kind: 'day', name: 'untilOn', help: 'untilOn' }],
  },

  unhold: {
    fields: () => [
      {
        kind: 'ref',
        name: 'hold',
        need: true,
        of: ({ view }) =>
          liveHolds(view).map((h) => ({ value: h.id, label: `${h.at.slice(0, 10)} ${h.reason.slice(0, 30)}` })),
      },
      reason,
    ],
    start: ({ view }) => ({ hold: liveHolds(view)[0]?.id }),
    idle: (view) => (liveHolds(view).length > 0 ? undefined : 'notHeld'),
  },
}

/** Dangers, return visits, and the ways a case ends or begins anew. */
export const endForms: Record<string, ActForm> = {
  fail: {
    fields: () => [
      { kind: 'code', list: 'termination_reason', name: 'reason', need: true },
      { kind: 'area', name: 'note' },
      { ...routes, need: true },
    ],
  },

  withdraw: {
    fields: () => [
      { kind: 'party', name: 'party', need: true, help: 'withdraw' },
      { kind: 'area', name: 'note' },
      { ...routes, help: 'routesKnown' },
    ],
  },

  refer: {
    fields: () => [
      { kind: 'code', list: 'refer_route', name: 'route', need: true },
      { kind: 'text', name: 'to', label: 'referTo', need: true },
      reason,
      { kind: 'text', name: 'docNo' },
    ],
  },

  visit: {
    fields: () => [
      { kind: 'code', list: 'visit_way', name: 'way', label: 'visitWay', need: true },
      { kind: 'party', name: 'party', label: 'visitParty', none: 'visit' },
      { kind: 'text', name: 'noneReason', need: true, when: (look) => !asked(look) },
      { kind: 'choice', set: 'settled', of: ['yes', 'no'], name: 'settled', need: true, help: 'settled', when: asked },
      { kind: 'choice', set: 'performed', of: ['yes', 'partly', 'no', 'none'], name: 'performed', when: asked },
      { kind: 'choice', set: 'satisfied', of: ['yes', 'fair', 'no'], name: 'satisfied', when: asked },
      { kind: 'area', name: 'words', help: 'words', when: asked },
      { kind: 'check', name: 'escalating' },
      { kind: 'day', name: 'on', label: 'visitOn', need: true },
    ],
    start: ({ view }) => ({ on: today(), party: view.parties[0]?.id }),
  },

  answer: {
    fields: () => [
      {
        kind: 'ref',
        of: (look) => voiceRefs(waitingVoices(look.view), look),
        name: 'voice',
        label: 'answeredVoice',
        need: true,
      },
      { kind: 'choice', set: 'answerHow', of: ['contacted', 'explained'], name: 'how', label: 'answerHow', need: true },
      { kind: 'party', name: 'party', need: true, when: spoken },
      { kind: 'code', list: 'contact_way', name: 'way', need: true, when: spoken },
      { kind: 'area', name: 'words', label: 'answerWords', need: true, help: 'answerWords' },
    ],
    start: ({ view }) => ({ voice: waitingVoices(view)[0]?.id, how: 'contacted', party: view.parties[0]?.id }),
    idle: (view) => (waitingVoices(view).length > 0 ? undefined : 'noVoice'),
  },

  add_hazard: {
    fields: ({ values }) => [
      { kind: 'area', name: 'what', label: 'hazard', need: true },
      { kind: 'area', name: 'measures', need: true },
      { kind: 'check', name: 'offence', help: 'offence' },
      { kind: 'text', name: 'reportedTo', need: values.offence === true },
    ],
  },

  remove_hazard: {
    fields: () => [
      { kind: 'ref', of: hazardRefs, name: 'hazard', need: true },
      { kind: 'area', name: 'how', need: true },
    ],
    start: ({ view }) => ({ hazard: openHazards(view)[0]?.id }),
    idle: (view) => (openHazards(view).length > 0 ? undefined : 'noHazard'),
  },

  close: {
    fields: () => [
      { kind: 'code', list: 'closing_kind', name: 'kind', label: 'closingKind', need: true, help: 'closingKind' },
      { kind: 'area', name: 'note' },
    ],
    start: ({ view }) => ({ kind: view.case.outcome === 'settled' ? 'substantive' : 'procedural' }),
    idle: (view) => (view.missing.length > 0 ? 'gate' : undefined),
  },

  reopen: {
    fields: () => [reason, { kind: 'person', name: 'handler', unit: ({ view }) => view.case.holder }],
  },

  archive: {
    fields: () => [
      { kind: 'code', list: 'retention', name: 'retention', need: true },
      { kind: 'area', name: 'note', label: 'fileNote' },
    ],
    idle: (view) => (view.contents.some((i) => i.required && !i.present) ? 'incomplete' : undefined),
  },
}

// Facts that may be corrected: their input, and how they stand now. A masked
// number has no known old value: the person reveals it first and writes it down.
const facts: Record<string, Field & { was: (view: CaseView) => string }> = {
  title: { kind: 'text', name: 'new', was: (v) => v.case.title },
  facts: { kind: 'area', name: 'new', was: (v) => v.case.facts },
  cause: { kind: 'code', list: 'dispute_cause', name: 'new', was: (v) => v.case.cause },
  channel: { kind: 'code', list: 'channel', name: 'new', was: (v) => v.case.channel },
  inducement: { kind: 'code', list: 'inducement', name: 'new', was: (v) => v.case.inducement },
  address: { kind: 'text', name: 'new', was: (v) => v.case.address },
  happenedOn: { kind: 'day', name: 'new', was: (v) => v.case.happenedOn ?? '' },
  people: { kind: 'text', name: 'new', was: (v) => String(v.case.people) },
  amountFen: { kind: 'money', name: 'new', asText: true, was: (v) => String(v.case.amountFen) },
  unitName: { kind: 'text', name: 'new', was: (v) => v.case.unitName },
  forecast: { kind: 'code', list: 'forecast', name: 'new', was: (v) => v.case.forecast },
  measures: { kind: 'area', name: 'new', was: (v) => v.case.measures },
}
const ofGuardian = ['agentAs', 'agentRelation', 'agentAuthority', 'capacity'] as const
export const ofParty = [
  'name',
  'phone',
  'idNumber',
  'bornOn',
  'address',
  'work',
  'reach',
  'legalRep',
  'agent',
  ...ofGuardian,
] as const
const masked = ['phone', 'idNumber', 'bornOn']

// Facts of a party that are one of a few.
export const picked: Record<string, Field> = {
  agentAs: { kind: 'choice', set: 'agentAs', of: ['agent', 'guardian', 'elected'], name: 'new' },
  agentRelation: { kind: 'choice', set: 'agentRelation', of: relations, name: 'new' },
  capacity: { kind: 'choice', set: 'capacity', of: capacities, name: 'new', help: 'capacity' },
}

function factRefs({ view, say }: Look): Ref[] {
  const parties = view.parties.flatMap((p) =>
    ofParty.map((f) => ({ value: `parties.${p.id}.${f}`, label: `${p.name} · ${say('fact', f)}` })),
  )
  return [...Object.keys(facts).map((f) => ({ value: f, label: say('fact', f) })), ...parties]
}

/** oldValue is what stands there now as the API compares it; undefined when it is masked. */
export function oldValue(view: CaseView, field: string): string | undefined {
  const [, id, name = ''] = field.split('.')
  if (!field.startsWith('parties.')) return facts[field]?.was(view) ?? ''
  const value = view.parties.find((p) => p.id === id)?.[name as 'name'] ?? ''
  return masked.includes(name) && value !== '' ? undefined : value
}

/** What is still to be written down of the guardian of a party who needs one, one correction after the other. */
export function guardianSteps(p: CaseView['parties'][number], reason: string): { act: string; preset: Values }[] {
  if (!p.guarded || (p.agent && p.agentAs === 'guardian')) return []
  const step = (name: string, old = '', now?: string) => ({
    act: 'correct',
    preset: { field: `parties.${p.id}.${name}`, old, new: now, reason },
  })
  return [
    ...(p.agent ? [] : [step('agent')]),
    ...(p.agentAs === 'guardian' ? [] : [step('agentAs', p.agentAs, 'guardian')]),
    ...(p.agentRelation ? [] : [step('agentRelation')]),
  ]
}

/** Correcting a fact that was written down wrongly. */
export const correctForms: Record<string, ActForm> = {
  correct: {
    fields: (look) => {
      const field = String(look.values.field ?? '')
      const known = facts[field]
      const chosen = picked[field.split('.')[2] ?? '']
      const input: Field = known ?? chosen ?? { kind: field.endsWith('.bornOn') ? 'day' : 'text', name: 'new' }
      const old: Field = { kind: 'text', name: 'old', always: true, help: 'old' }
      return [
        { kind: 'ref', of: factRefs, name: 'field', need: true },
        { ...old, when: () => field !== '' },
        { ...input, always: true, when: () => field !== '' },
        { ...reason, help: 'correct' },
      ]
    },
    follow: (changed, { view }) => {
      if (typeof changed.field !== 'string') return undefined
      return { old: oldValue(view, changed.field), new: undefined }
    },
  },
}
