import type { ActForm, Field, Values } from './spec'

/** Levels of urgency, gravity and difficulty (triage). */
export const batches = ['urgent', 'contain', 'active'] as const
export const levels = ['ordinary', 'major', 'grave'] as const
export const difficulties = ['simple', 'normal', 'complex'] as const

const routes: Field = { kind: 'code', list: 'refer_route', many: true, name: 'routes', need: true, help: 'routes' }
/** What a guardian can be to a party (Civil Code 27, 28, 32), and what a party can do alone. */
export const relations = ['parent', 'spouse', 'child', 'grandparent', 'sibling', 'relative', 'organisation', 'other']
export const capacities = ['full', 'limited', 'none']
const guardian = ({ values }: { values: Record<string, unknown> }) =>
  (values.party as { agentAs?: string } | undefined)?.agentAs === 'guardian'
const person = ({ values }: { values: Record<string, unknown> }) =>
  (values.party as { kind?: string } | undefined)?.kind !== 'organisation'

/** Taking a case in, and what is said of the people in it. */
export const intakeForms: Record<string, ActForm> = {
  accept: { fields: () => [{ kind: 'area', name: 'note' }] },

  decline: {
    fields: ({ values }) => [
      { kind: 'code', list: 'decline_reason', name: 'reason', need: true },
      { kind: 'area', name: 'note', need: values.reason === '99' },
      routes,
    ],
  },

  triage: {
    fields: () => [
      { kind: 'choice', set: 'batch', of: batches, name: 'batch', need: true, help: 'batch' },
      { kind: 'choice', set: 'level', of: levels, name: 'level', need: true },
      { kind: 'choice', set: 'difficulty', of: difficulties, name: 'difficulty', need: true, help: 'difficulty' },
      { kind: 'area', name: 'reason', need: true },
    ],
    start: ({ view: { case: c } }) => ({
      batch: c.batch || (c.urgent ? 'urgent' : undefined),
      level: c.level || undefined,
      difficulty: c.difficulty || undefined,
      reason: c.triageReason || undefined,
    }),
  },

  contact: {
    fields: () => [
      { kind: 'party', name: 'party', need: true },
      { kind: 'code', list: 'contact_way', name: 'way', need: true },
      { kind: 'choice', set: 'consent', of: ['given', 'refused'], name: 'consent', help: 'consent' },
      { kind: 'area', name: 'note', label: 'contactNote' },
    ],
    start: ({ view }) => ({ party: view.parties.find((p) => p.role === 'applicant')?.id }),
  },

  add_party: {
    fields: () => [
      { kind: 'choice', set: 'partyRole', of: ['applicant', 'respondent', 'third'], name: 'party.role', need: true },
      { kind: 'choice', set: 'partyKind', of: ['person', 'organisation'], name: 'party.kind', need: true },
      { kind: 'text', name: 'party.name', need: true },
      { kind: 'phone', name: 'party.phone' },
      { kind: 'idNumber', name: 'party.idNumber', help: 'idNumber', when: person },
      { kind: 'creditCode', name: 'party.idNumber', label: 'party_creditCode', when: (look) => !person(look) },
      { kind: 'code', list: 'not_collected', name: 'party.noIdReason', when: person },
      { kind: 'text', name: 'party.address' },
      { kind: 'text', name: 'party.work', when: person },
      { kind: 'text', name: 'party.reach', help: 'reach' },
      { kind: 'text', name: 'party.legalRep', when: (look) => !person(look) },
      { kind: 'text', name: 'party.agent' },
      { kind: 'choice', set: 'agentAs', of: ['agent', 'guardian', 'elected'], name: 'party.agentAs' },
      {
        kind: 'choice',
        set: 'agentRelation',
        of: relations,
        name: 'party.agentRelation',
        when: guardian,
      },
      { kind: 'text', name: 'party.agentAuthority', help: 'agentAuthority', when: guardian },
      { kind: 'phone', name: 'party.agentPhone' },
      { kind: 'choice', set: 'capacity', of: capacities, name: 'party.capacity', help: 'capacity', when: person },
      { kind: 'number', name: 'party.count', help: 'count' },
    ],
    start: () => ({ party: { role: 'third', kind: 'person' } }),
    // The number of a person is none of an organisation, nor the other way round.
    follow: (changed) => ((changed.party as Values)?.kind ? { party: { idNumber: undefined } } : undefined),
  },

  confide: {
    fields: ({ view }) => [
      { kind: 'either', set: 'confide', name: 'on', label: 'confide', need: true, help: 'confide' },
      {
        kind: 'person',
        many: true,
        unit: () => view.case.holder,
        name: 'named',
        help: 'named',
        when: ({ values }) => values.on === true,
      },
    ],
    start: ({ view: { case: c } }) => ({ on: !c.confidential }),
  },

  conceal: {
    fields: ({ view }) => [
      { kind: 'party', name: 'party', need: true, help: 'conceal' },
      { kind: 'either', set: 'conceal', name: 'on', label: 'conceal', need: true },
      {
        kind: 'person',
        many: true,
        unit: () => view.case.holder,
        name: 'knows',
        help: 'knows',
        when: ({ values }) => values.on === true,
      },
      { kind: 'area', name: 'reason', need: true },
    ],
    start: ({ view }) => ({
      on: !view.parties.some((p) => p.alias),
      party: view.parties.find((p) => p.role === 'applicant')?.id,
      knows: view.case.knows ?? [],
    }),
  },

  tag: {
    fields: ({ view, codes }) => [
      { kind: 'code', many: true, list: 'case_tag', name: 'add', label: 'tagAdd' },
      {
        kind: 'ref',
        many: true,
        name: 'remove',
        label: 'tagRemove',
        of: () => (view.case.tags ?? []).map((value) => ({ value, label: codes.name('case_tag', value) })),
        when: () => (view.case.tags ?? []).length > 0,
      },
    ],
  },

  attach_file: {
    fields: () => [{ kind: 'upload', name: 'file', need: true, help: 'upload' }],
  },
}
