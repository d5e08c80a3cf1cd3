/** Why a credit code is doubted; texts in `shared:credit.<fault>`. With `check` it may be right all the same. */
export type CreditFault = 'length' | 'form' | 'check'

/** What may stand in a code: without I, O, S, V and Z, which are easily misread. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** readCredit checks a unified social credit code by GB 32100: form, region digits and the check character. */
export function readCredit(code: string): CreditFault | undefined {
  if (code.length !== 18) return 'length'
  if (!/^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/.test(code)) return 'form'
  let sum = 0
  let weight = 1
  for (const c of code.slice(0, 17)) {
    sum += alphabet.indexOf(c) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] === code[17] ? undefined : 'check'
}
