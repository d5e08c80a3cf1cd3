import { expect, test } from 'vitest'
import { ours } from './address'

const here = 'https://hemu.example'

test.each([
  ['/work?of=below#top', '/work?of=below#top'],
  ['/cases/1', '/cases/1'],
  [null, '/'],
  ['', '/'],
  ['work', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  [`${here}/work`, '/'],
  ['/..//evil.example', '/'],
])('%s goes on with %s', (asked, want) => {
  const got = ours(asked, here)
  expect(new URL(got, here).origin).toBe(here)
  expect(got).toBe(want)
})
