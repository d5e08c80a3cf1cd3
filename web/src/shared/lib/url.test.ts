import { expect, test } from 'vitest'
import { fromUrl, parseSearch, stringifySearch, toUrl } from './url'

const defaults = { q: '', scope: 'unit', state: [] as string[], after: '' }

test('what the address says is read back, and defaults are not written', () => {
  const values = { q: '宅基地 & 树', scope: 'unit', state: ['handling', 'settled'], after: '' }
  const text = stringifySearch(toUrl(values, defaults))
  expect(text).not.toContain('scope')
  expect(text).toContain('state=handling,settled')
  expect(fromUrl(parseSearch(text), defaults)).toEqual(values)
})

test('a list emptied against a default is kept as empty', () => {
  const wide = { state: ['handling'] }
  expect(fromUrl({ ...toUrl({ state: [] as string[] }, wide) }, wide)).toEqual({ state: [] })
})
