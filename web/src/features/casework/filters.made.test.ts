import { expect, test } from 'vitest'
import { made, seeds } from '@/shared/lib/random.testutil'
import { fromUrl, parseSearch, stringifySearch, toUrl } from '@/shared/lib/url'
import { type Filter, filterQuery, listQuery, noFilter, searchText } from './filters'

// any is a filter as an address may hold it: sensible words in some places, odd ones in others.
function any(seed: number): Filter {
  const m = made(seed)
  const f: Record<string, string | string[]> = { ...noFilter }
  for (const [key, usual] of Object.entries(noFilter)) {
    if (m.below(3) > 0) continue
    if (Array.isArray(usual)) f[key] = Array.from({ length: m.below(4) }, () => m.word()).filter(Boolean)
    else
      f[key] = m.one([
        m.word() || '1',
        m.text().replaceAll(/[\ud800,]/g, '') || '1',
        '1',
        'unit',
        'subtree',
        '2026-02-30',
        '1e999',
        '-0',
      ])
  }
  return f as Filter
}

test('any filter is the same after a way through the address', () => {
  for (const seed of seeds) {
    const f = any(seed)
    expect(fromUrl(parseSearch(stringifySearch(toUrl(f, noFilter))), noFilter), `seed ${seed}`).toEqual(f)
    expect(fromUrl(parseSearch(searchText(f)), noFilter), `seed ${seed}`).toEqual({ ...f, after: '' })
  }
})

test('whatever an address holds, the API is asked in words and numbers there are', () => {
  for (const seed of seeds) {
    const query = listQuery(any(seed), 50) as Record<string, unknown>
    for (const [key, value] of Object.entries({ ...query, ...filterQuery(any(seed)) })) {
      const fits =
        typeof value === 'string' ? value !== '' : typeof value === 'number' ? Number.isFinite(value) : value === true
      expect(fits, `seed ${seed}: ${key} is ${String(value)}`).toBe(true)
    }
  }
})
