import type { Policy } from './types'

/** Rules that count something instead of measuring time. */
const counts: Readonly<Record<string, string>> = {
  attempts: 'attemptsCount',
  scale_threshold: 'peopleCount',
  level_threshold: 'peopleCount',
  session_minutes: 'minutesCount',
  photo_size: 'sizeCount',
  document_size: 'sizeCount',
  recording_size: 'sizeCount',
  small_number: 'fewCount',
  retention: 'yearsCount',
  retention_declined: 'yearsCount',
}

/** countOf is the text key of what a rule counts, undefined for one that measures time. */
export function countOf(policy: Policy): string | undefined {
  return counts[policy.kind]
}

/** Code lists that name the conditions of rules. */
export const policyLists = [
  'case_level',
  'gb31000_category',
  'difficulty',
  'batch',
  'event_scale',
  'retention',
] as const

/** ended is true from the first day on which a rule no longer holds. */
export function ended(policy: Policy, day: string): boolean {
  return Boolean(policy.until) && (policy.until ?? '') <= day
}

/**
 * readDays reads the days after an agreement on which parties are visited, as
 * typed: "3 7 30", "3、7、30". Undefined when it is no ascending list of days.
 */
export function readDays(text: string): number[] | undefined {
  const parts = text
    .split(/[^\d]+/)
    .filter(Boolean)
    .map(Number)
  const ascending = parts.every((n, i) => n > 0 && n <= 3650 && n > (parts[i - 1] ?? 0))
  return ascending && /^[\d\s,，、;；]*$/.test(text) ? parts : undefined
}
