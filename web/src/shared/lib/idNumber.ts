import { isoDay } from './dates'

/** What a citizen number tells of its holder. */
export interface IdFacts {
  sex: 'male' | 'female'
  /** YYYY-MM-DD */
  birth: string
}

/** Why a number is refused; texts in `shared:id.<fault>`. */
export type IdFault = 'length' | 'birth' | 'check'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checks = '10X98765432'

/** tidyId brings what was typed or pasted to the form the API takes. */
export function tidyId(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase()
}

/**
 * readId checks an 18-digit citizen number by GB 11643: form, a real day of
 * birth not after `today`, and the check character (ISO 7064 MOD 11-2).
 */
export function readId(id: string, today: string): IdFacts | IdFault {
  if (!/^[1-9]\d{16}[\dX]$/.test(id)) return 'length'
  const birth = isoDay(Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14)))
  if (!birth || birth > today || birth < '1850-01-01') return 'birth'
  const sum = weights.reduce((s, w, i) => s + w * Number(id[i]), 0)
  if (checks[sum % 11] !== id[17]) return 'check'
  return { sex: Number(id[16]) % 2 === 1 ? 'male' : 'female', birth }
}
