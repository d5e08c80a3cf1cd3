import { today } from '@/shared/lib/dates'
import { concludedOf, draftOf, dutyRefs, unconfirmed } from './agreement'
import { actingName } from './people'
import type { ActForm, Field, Look, Ref } from './spec'
import type { CaseView } from './wire'

const fileRefs = ({ view }: Look): Ref[] => view.files.map((f) => ({ value: f.id, label: f.name }))
const way = ({ values }: Look) => values.way
const guarded = ({ view, values }: Look) => {
  const p = view.parties.find((one) => one.id === values.party)
  return p !== undefined && (p.guarded === true || p.agentAs === 'guardian')
}
const noDraft = (view: CaseView) => (draftOf(view) ? undefined : 'noDraft')
const noDuty =
  (...states: ('open' | 'breached')[]) =>
  (view: CaseView) =>
    (concludedOf(view)?.obligations ?? []).some((o) => states.includes(o.state as 'open')) ? undefined : 'noDuty'

// A court is still to be asked: no word on it yet, or one that was waived before.
function courtOpen(view: CaseView): string | undefined {
  const court = concludedOf(view)?.court
  if (!concludedOf(view)) return 'noAgreement'
  return court && court.state !== 'waived' ? 'courtDone' : undefined
}

const onDay = (help?: string): Field => ({ kind: 'day', name: 'on', need: true, ...(help ? { help } : {}) })

/** What the parties agreed on, and what became of it. */
export const agreementForms: Record<string, ActForm> = {
  draft_agreement: {
    fields: ({ values }) => [
      { kind: 'choice', set: 'form', of: ['written', 'oral'], name: 'form', need: true, help: 'form' },
      { kind: 'area', name: 'facts', label: 'agreementFacts', need: true },
      { kind: 'area', name: 'issues', need: values.form !== 'oral', always: true },
      { kind: 'lines', name: 'terms', need: true, help: 'terms' },
      { kind: 'obligations', name: 'obligations', help: 'obligations' },
      { kind: 'text', name: 'manner', help: 'manner' },
      { kind: 'text', name: 'place', label: 'performPlace' },
      { kind: 'names', name: 'mediators', need: true, help: 'names' },
      { kind: 'text', name: 'clerk' },
    ],
    start: ({ view }) => {
      const old = draftOf(view)
      if (!old) return { form: 'written', facts: view.case.facts, mediators: actingName(view), terms: [''] }
      const { form, facts, issues, manner, place, clerk } = old
      const obligations = (old.obligations ?? []).map(({ id: _, state: __, ...o }) => o)
      return {
        form,
        facts,
        issues,
        manner,
        place,
        clerk,
        obligations,
        terms: old.terms ?? [],
        mediators: old.mediators ?? [],
      }
    },
  },

  confirm_party: {
    fields: () => [
      {
        kind: 'party',
        name: 'party',
        need: true,
        of: ({ view }) => {
          const draft = draftOf(view)
          return draft ? unconfirmed(view, draft) : []
        },
      },
      { kind: 'choice', set: 'confirmWay', of: ['paper', 'code', 'oral'], name: 'way', need: true, help: 'confirmWay' },
      {
        kind: 'ref',
        of: fileRefs,
        name: 'file',
        label: 'scan',
        need: true,
        help: 'scan',
        offer: { act: 'attach_file', preset: { fileKind: 'signed_agreement' } },
        when: (l) => way(l) === 'paper',
      },
      { kind: 'text', name: 'code', need: true, help: 'code', when: (l) => way(l) === 'code' },
      { kind: 'check', name: 'byGuardian', help: 'byGuardian', when: guarded },
      onDay(),
    ],
    start: ({ view }) => {
      const draft = draftOf(view)
      const way = draft?.form === 'oral' ? 'oral' : 'paper'
      return { on: today(), way, party: draft && unconfirmed(view, draft)[0] }
    },
    idle: noDraft,
  },

  settle: {
    fields: ({ view }) => [
      {
        kind: 'day',
        name: 'sealedOn',
        need: draftOf(view)?.form === 'written',
        help: 'sealedOn',
        when: () => draftOf(view)?.form === 'written',
      },
    ],
    start: () => ({ sealedOn: today() }),
    idle: noDraft,
  },

  perform: {
    fields: () => [
      { kind: 'ref', of: dutyRefs('open', 'breached'), name: 'obligation', need: true },
      onDay(),
      { kind: 'text', name: 'proof', help: 'proof' },
    ],
    start: (look) => ({ on: today(), obligation: dutyRefs('open', 'breached')(look)[0]?.value }),
    idle: noDuty('open', 'breached'),
  },

  breach: {
    fields: () => [
      { kind: 'ref', of: dutyRefs('open'), name: 'obligation', need: true },
      { kind: 'area', name: 'reason', need: true },
      { kind: 'choice', set: 'remedy', of: ['urge', 'remediate', 'court'], name: 'remedy', need: true, help: 'remedy' },
      { kind: 'day', name: 'newDueOn', need: true, when: ({ values }) => values.remedy === 'urge' },
    ],
    start: (look) => ({ obligation: dutyRefs('open')(look)[0]?.value }),
    idle: noDuty('open'),
  },

  apply_court: {
    fields: () => [
      { kind: 'text', name: 'court', need: true },
      { kind: 'check', name: 'joint', help: 'joint' },
      onDay('applyCourt'),
    ],
    start: () => ({ on: today() }),
    idle: courtOpen,
  },

  waive_court: {
    fields: () => [onDay(), { kind: 'code', list: 'waive_court_reason', name: 'reason' }],
    start: () => ({ on: today() }),
    idle: courtOpen,
  },

  record_court: {
    fields: ({ values }) => [
      { kind: 'choice', set: 'court', of: ['confirmed', 'rejected', 'withdrawn'], name: 'result', need: true },
      { kind: 'text', name: 'caseNo' },
      onDay(),
      { kind: 'area', name: 'reason', need: values.result === 'rejected' },
    ],
    start: () => ({ on: today() }),
    idle: (view) => (concludedOf(view)?.court?.state === 'applied' ? undefined : 'courtNotApplied'),
  },
}
