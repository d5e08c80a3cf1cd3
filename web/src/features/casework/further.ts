import type { Filter } from './filters'

/** What a case has reached, in the order of a life. */
export const milestones = [
  'accept',
  'contact',
  'assign',
  'sign',
  'session',
  'settle',
  'perform',
  'visit',
  'close',
  'archive',
] as const

/** What a case has or has not. */
export const traits = [
  'session',
  'agreement',
  'performed',
  'breach',
  'court',
  'visit',
  'hazard',
  'voice',
  'extension',
  'file',
] as const

export const clockKinds = [
  'first_contact',
  'acceptance',
  'routing',
  'sign_in',
  'designation',
  'handling',
  'opinion',
  'extension_reply',
  'performance',
  'judicial_confirmation',
  'visit',
  'voice_answer',
  'complaint_answer',
  'data_answer',
  'closing',
  'archiving',
] as const

export const difficulties = ['immediate', 'simple', 'normal', 'complex'] as const
export const courtStates = ['applied', 'waived', 'confirmed', 'rejected', 'withdrawn'] as const
export const outcomes = ['settled', 'failed', 'withdrawn', 'referred', 'declined'] as const
export const closings = ['substantive', 'staged', 'procedural'] as const

/** A condition that is added to the sentence when it is wanted, and the parts of the filter it sets. */
export const further = {
  reached: ['reached', 'reachedFrom', 'reachedTo'],
  updated: ['updatedFrom', 'updatedTo'],
  clock: ['clock'],
  difficulty: ['difficulty'],
  intake: ['intake', 'intakeName'],
  assist: ['assist', 'assistName'],
  person: ['handler', 'handlerName'],
  party: ['party'],
  people: ['peopleMax'],
  amount: ['amountMin', 'amountMax'],
  tag: ['tag'],
  has: ['has'],
  lacks: ['lacks'],
  court: ['court'],
  outcome: ['outcome'],
  closing: ['closing'],
} as const satisfies Record<string, readonly (keyof Filter)[]>

export type Further = keyof typeof further

export const allFurther = Object.keys(further) as Further[]

/** isSet tells whether a condition says anything. That one handles it oneself has a tick of its own. */
export function isSet(filter: Filter, condition: Further): boolean {
  if (condition === 'person' && filter.handler === 'me') return false
  return further[condition].some((key) => filter[key].length > 0)
}
