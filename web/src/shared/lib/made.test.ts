import { expect, test } from 'vitest'
import { addDays, dayText, isoDay, parseDay, parseTime } from './dates'
import { made, seeds } from './random.testutil'
import { fromUrl, parseSearch, stringifySearch, toUrl } from './url'

const ref = '2026-11-26'
const day = /^\d{4}-\d{2}-\d{2}$/

test('any day that is written is read back', () => {
  const texts = ['zh-CN', 'en'].map(dayText)
  for (const seed of seeds) {
    const m = made(seed)
    const [y, mo, d] = [1901 + m.below(198), 1 + m.below(12), 1 + m.below(31)]
    const real = isoDay(y, mo, d)
    const two = (n: number) => String(n).padStart(2, '0')
    const written = m.one([
      `${y}-${mo}-${d}`,
      `${y}${two(mo)}${two(d)}`,
      `${y}年${mo}月${d}日`,
      `${y}/${two(mo)}/${two(d)}`,
      ` ${y}.${mo}.${d} `,
    ])
    expect(parseDay(written, ref), `seed ${seed}: ${written}`).toBe(real)
    if (!real) continue
    const n = m.below(4000) - 2000
    expect(addDays(addDays(real, n), -n), `seed ${seed}`).toBe(real)
    for (const text of texts) {
      expect(text.dayOf(`${real}T00:00:00+08:00`), `seed ${seed}`).toBe(real)
      expect(text.dayOf(`${real}T23:59:59+08:00`), `seed ${seed}`).toBe(real)
      expect(text.long(real), `seed ${seed}`).toContain(String(y))
    }
  }
})

test('any time that is written is read back', () => {
  for (let minute = 0; minute < 24 * 60; minute++) {
    const [h, m] = [Math.floor(minute / 60), String(minute % 60).padStart(2, '0')]
    const want = `${String(h).padStart(2, '0')}:${m}`
    for (const written of [`${h}:${m}`, `${h}点${m}分`, `${h}：${m}`, want])
      expect(parseTime(written), written).toBe(want)
  }
})

test('of what is no day or time no day or time is made, and nothing breaks', () => {
  for (const seed of seeds) {
    const m = made(seed)
    const text = m.one([
      m.text(),
      `${m.text()}天后`,
      `周${m.text()}`,
      `${m.below(1e9)}`,
      `+${m.below(1e5)}`,
      `-${m.below(1e5)}`,
      `${m.below(99)}.${m.below(99)}`,
    ])
    for (const lean of ['past', 'future', 'near'] as const) {
      const read = parseDay(text, ref, lean)
      if (read === undefined) continue
      expect(read, `seed ${seed}: ${text}`).toMatch(day)
      expect(
        isoDay(Number(read.slice(0, 4)), Number(read.slice(5, 7)), Number(read.slice(8))),
        `seed ${seed}: ${text}`,
      ).toBe(read)
    }
    const time = parseTime(text)
    if (time !== undefined) expect(time, `seed ${seed}: ${text}`).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/)
  }
})

test('what the address holds is read back', () => {
  const defaults = { q: '', scope: 'unit', state: [] as string[], after: '' }
  for (const seed of seeds) {
    const m = made(seed)
    const words = Array.from({ length: m.below(4) }, () => m.word()).filter(Boolean)
    const values = { q: m.word(), scope: m.one(['unit', 'below', '<>&']), state: words, after: m.word() }
    expect(fromUrl(parseSearch(stringifySearch(toUrl(values, defaults))), defaults), `seed ${seed}`).toEqual(values)
  }
})

test('any address is read as values of their kinds, and nothing breaks', () => {
  const defaults = { q: '', state: [] as string[] }
  for (const seed of seeds) {
    const m = made(seed)
    const raw = m.one([
      m.text(),
      `?q=${m.text()}&state=${m.text()}`,
      `q=${m.text()}&q=${m.text()}`,
      '__proto__=x&constructor=y',
      `%${m.text()}`,
    ])
    const read = fromUrl(parseSearch(raw), defaults)
    expect(typeof read.q, `seed ${seed}: ${raw}`).toBe('string')
    expect(
      read.state.every((s) => s !== '' && !s.includes(',')),
      `seed ${seed}: ${raw}`,
    ).toBe(true)
    expect(Object.keys(read), `seed ${seed}: ${raw}`).toEqual(['q', 'state'])
    expect(fromUrl(parseSearch(stringifySearch(toUrl(read, defaults))), defaults), `seed ${seed}: ${raw}`).toEqual({
      q: read.q.replaceAll('\ud800', '\ufffd'),
      state: read.state.map((s) => s.replaceAll('\ud800', '\ufffd')),
    })
  }
})
