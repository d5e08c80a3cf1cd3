import { agreementForms } from './formsAgreement'
import { caucusForms } from './formsCaucus'
import { dataForms } from './formsData'
import { correctForms, endForms, holdForms, timeForms } from './formsEnd'
import { intakeForms } from './formsIntake'
import { namingForms } from './formsNaming'
import { routingForms } from './formsRouting'
import { safetyForms } from './formsSafety'
import { sessionForms } from './formsSession'
import { tieForms } from './formsTies'
import type { ActForm } from './spec'
import type { CaseView, Possible } from './wire'

/** Every act of a case, by its name in the API. */
export const forms: Record<string, ActForm> = {
  ...intakeForms,
  ...routingForms,
  ...sessionForms,
  ...agreementForms,
  ...timeForms,
  ...endForms,
  ...correctForms,
  ...holdForms,
  ...dataForms,
  ...safetyForms,
  ...caucusForms,
  ...namingForms,
  ...tieForms,
}

/** The acts in the groups of the menu and of the story's filter. */
export const groups: Record<string, readonly string[]> = {
  intake: ['register', 'immediate', 'accept', 'decline', 'triage', 'contact', 'screen'],
  routing: ['assign', 'designate', 'sign', 'return', 'escalate', 'join', 'opine', 'handover', 'recall'],
  mediation: [
    'caucus',
    'share_caucus',
    'plan_session',
    'record_session',
    'move_session',
    'cancel_session',
    'draft_agreement',
    'confirm_party',
    'settle',
  ],
  after: ['perform', 'breach', 'apply_court', 'waive_court', 'record_court', 'visit'],
  time: ['pause', 'resume', 'ask_extension', 'decide_extension'],
  file: [
    'add_party',
    'attach_file',
    'add_hazard',
    'remove_hazard',
    'correct',
    'tag',
    'link',
    'unlink',
    'merge',
    'absorb',
    'unmerge',
    'release',
    'confide',
    'name',
    'unname',
    'conceal',
    'hold',
    'unhold',
    'report',
    'withheld',
    'reveal',
    'hear',
    'answer',
    'ask_data',
    'answer_data',
  ],
  end: ['fail', 'withdraw', 'refer', 'close', 'reopen', 'archive', 'anonymise'],
}

/** groupOf is the group an act stands in. */
export function groupOf(act: string): string {
  return Object.keys(groups).find((g) => groups[g]?.includes(act)) ?? 'file'
}

// What each next step is done by, the likeliest first.
const steps: Record<string, readonly string[]> = {
  accept: ['accept', 'decline', 'contact'],
  route: ['triage', 'assign'],
  designate: ['designate'],
  sign: ['sign', 'return', 'recall'],
  contact: ['contact', 'plan_session', 'record_session'],
  mediate: ['plan_session', 'record_session', 'draft_agreement'],
  hold_session: ['record_session', 'move_session', 'cancel_session'],
  confirm_agreement: ['confirm_party', 'draft_agreement', 'attach_file'],
  settle: ['settle', 'draft_agreement'],
  guide_out: ['fail', 'refer'],
  resume: ['resume'],
  perform: ['perform', 'breach', 'visit'],
  visit: ['visit', 'perform'],
  close: ['close', 'visit'],
  archive: ['archive'],
  answer: ['answer', 'reopen'],
  answer_data: ['answer_data'],
}

/** An act as it stands for this person now. */
export interface Choice {
  act: string
  /** Can be pressed. */
  ok: boolean
  /** Why not: a word of acts:idle, or what access lacks. */
  idle?: string
  lack?: string
  need?: readonly string[]
}

function choice(view: CaseView, { act, ok, lack, need }: Possible): Choice {
  if (!ok) return { act, ok, lack: lack ?? 'role', need: need ?? [] }
  const idle = forms[act]?.idle?.(view)
  return idle ? { act, ok: false, idle } : { act, ok }
}

/** choices sorts the acts of a case: what the next step asks for, and everything else. */
export function choices(view: CaseView): { now: Choice[]; all: Choice[] } {
  const all = view.acts.filter((a) => forms[a.act]).map((a) => choice(view, a))
  const wanted = [...(steps[view.case.nextStep] ?? [])]
  // Assistants, superiors and whoever a resident spoke to have a step of their own that
  // the case does not wait for.
  wanted.push('answer', 'answer_data', 'opine', 'decide_extension')
  if (view.case.nextStep === 'route' && view.case.batch) wanted.reverse()
  if (view.sessions.some((s) => s.outcome === 'agreed') && view.case.nextStep === 'mediate')
    wanted.unshift('draft_agreement')
  const order = [...new Set(wanted)]
  const now = order.flatMap((act) => all.find((c) => c.act === act && c.ok) ?? [])
  return { now, all }
}
