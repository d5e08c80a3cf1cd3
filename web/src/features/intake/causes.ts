import type { Post } from '@/api/session'
import type { Code, Codes } from './api'

/** Causes to be offered before the whole list. */
export interface FirstCauses {
  /** Chosen on this device by this person, the latest first. */
  recent: Code[]
  /** What a unit of this kind meets, as the list usual_cause has it; without the recent ones. */
  usual: Code[]
}

const recentKept = 4

/**
 * firstCauses finds them. Groups of usual_cause are kinds of organisations, else
 * their levels; its entries are written <group>.<cause>, in the order to offer.
 */
export function firstCauses(
  { dispute_cause: causes = [], usual_cause: list = [] }: Codes,
  post: Pick<Post, 'orgKind' | 'orgLevel'> | undefined,
  recentCodes: readonly string[],
): FirstCauses {
  const byCode = new Map(causes.map((c) => [c.code, c]))
  const known = (codes: readonly string[]) => codes.flatMap((code) => byCode.get(code) ?? [])
  const recent = known(recentCodes).slice(0, recentKept)
  const group = [post?.orgKind, post?.orgLevel].find((g) => list.some((c) => c.parent === g))
  const usual = known(list.filter((c) => c.parent === group).map((c) => c.code.slice(c.code.indexOf('.') + 1)))
  return { recent, usual: usual.filter((c) => !recent.includes(c)) }
}

/** remembered puts a cause before the earlier ones. */
export function remembered(recent: readonly string[], cause: string): string[] {
  return cause ? [cause, ...recent.filter((c) => c !== cause)].slice(0, recentKept) : [...recent]
}
