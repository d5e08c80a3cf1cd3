import type { TreeNode } from '@/shared/components/TreePicker'
import type { ActForm, Field, Look } from './spec'
import type { CaseView } from './wire'

const duties: Field = {
  kind: 'choice',
  set: 'duty',
  of: ['investigate', 'persuade', 'stabilise', 'settle'],
  many: true,
  name: 'duties',
  help: 'duties',
}

const leadOf = ({ values }: Look) => (values.lead as TreeNode | undefined)?.id ?? ''

// Who must do it, to what end, under whom, by when (四定), and the duties (四包).
const fixed: readonly Field[] = [
  { kind: 'area', name: 'goal', need: true, help: 'goal' },
  { kind: 'text', name: 'leader', need: true, help: 'leader' },
  { kind: 'person', unit: leadOf, name: 'handler', help: 'handler', when: (look) => leadOf(look) !== '' },
  { kind: 'day', name: 'dueOn', help: 'dueOn' },
  duties,
]

const waiting = (view: CaseView) => view.assignments.find((a) => a.role === 'lead' && a.state === 'issued')
const reason: Field = { kind: 'area', name: 'reason', need: true }

// Whoever leads the unit answers for it; one's own unit does it oneself.
const suggest: ActForm['suggest'] = (look, team) => ({
  leader: team.find((p) => p.roles.includes('head'))?.name,
  handler: leadOf(look) === look.me.unit ? team.find((p) => p.id === look.me.id)?.id : undefined,
})

/** Who handles a case: sending it on, taking it, sending it back. */
export const routingForms: Record<string, ActForm> = {
  assign: {
    fields: () => [
      { kind: 'org', name: 'lead', need: true, help: 'lead' },
      ...fixed,
      { kind: 'org', many: true, name: 'assist', help: 'assist' },
      { kind: 'org', many: true, name: 'copy', help: 'copy' },
      { kind: 'area', name: 'reason' },
    ],
    // A committee mostly mediates itself what it took in; an office passes it on.
    start: ({ view: { case: c }, me }) => ({
      ...(me.mediates ? { lead: { id: me.unit, name: me.unitName } } : {}),
      goal: c.goal || undefined,
    }),
    unit: leadOf,
    suggest,
    idle: ({ case: c }) => (c.awaitsDesignation ? 'designation' : undefined),
  },

  recall: {
    fields: () => [reason],
    idle: (view) => (waiting(view) ? undefined : 'nothingToSign'),
  },

  designate: {
    fields: () => [{ kind: 'org', name: 'lead', need: true }, ...fixed, reason],
    start: ({ view: { case: c } }) => ({ goal: c.goal || undefined }),
    unit: leadOf,
    suggest,
    idle: ({ case: c }) => (c.awaitsDesignation ? undefined : 'noDesignation'),
  },

  sign: {
    fields: ({ view }) => [
      { kind: 'person', unit: () => waiting(view)?.to ?? view.case.holder, name: 'handler', help: 'signHandler' },
    ],
    start: ({ view, me }) => ({ handler: view.case.handler || (waiting(view)?.to === me.unit ? me.id : undefined) }),
    idle: (view) => (waiting(view) ? undefined : 'nothingToSign'),
  },

  return: {
    fields: () => [{ ...reason, help: 'returnReason' }],
    idle: (view) => (view.case.designated ? 'designated' : waiting(view) ? undefined : 'nothingToSign'),
  },

  escalate: {
    fields: () => [{ kind: 'area', name: 'tried', need: true, help: 'tried' }, reason],
    idle: ({ case: c }) => (c.awaitsDesignation ? 'designation' : undefined),
  },

  join: {
    fields: () => [
      { kind: 'org', many: true, name: 'units', need: true, help: 'units' },
      reason,
      { kind: 'area', name: 'goal' },
    ],
  },

  opine: { fields: () => [{ kind: 'area', name: 'opinion', need: true }] },

  handover: {
    fields: ({ view }) => [
      { kind: 'person', unit: () => view.case.holder, name: 'handler', label: 'newHandler', need: true },
      reason,
    ],
  },
}
