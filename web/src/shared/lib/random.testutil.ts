/** A source of made-up values that gives the same ones again for the same seed. */
export interface Made {
  /** A whole number from 0, below n. */
  below: (n: number) => number
  one: <T>(list: readonly T[]) => T
  /** Any text, of odd characters more than of plain ones. */
  text: () => string
  /** A text as people write it, without comma. */
  word: () => string
}

const odd = [
  ...',&=?#%+;"\'\\<>{}[]()-_./:：，。、 \t\n\u0000\u2028\ufeff\ud800䶮😀0123456789０９年月日号点半时上下午周三天后前abcPMpm',
]

/** made makes values from a seed (mulberry32, which is in the public domain). */
export function made(seed: number): Made {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const run = (from: readonly string[], most: number) => Array.from({ length: below(most) }, () => one(from)).join('')
  return { below, one, text: () => run(odd, 14), word: () => run([...'排水沟abc &=?#%+漏水/1'], 8).trim() }
}

/** The seeds that are tried; each names the run that failed. */
export const seeds = Array.from({ length: 2000 }, (_, i) => i + 1)
