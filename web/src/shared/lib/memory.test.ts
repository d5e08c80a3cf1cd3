import { expect, test } from 'vitest'
import { asProblem, Problem, toProblem } from '@/api/problem'
import { mergeDraft, readDraft } from './draft'
import { nextKey } from './submit'

test('pressing again sends the same key; another input gets another', () => {
  const first = nextKey(null, 'a')
  expect(nextKey(first, 'a').key).toBe(first.key)
  expect(nextKey(first, 'b').key).not.toBe(first.key)
  expect(first.key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
})

test('drafts come back, but not old or broken ones', () => {
  const kept = new Map<string, string>([
    ['good', '{"at":1000,"values":{"title":"x"}}'],
    ['old', '{"at":1000,"values":{}}'],
    ['broken', '{"at":10'],
  ])
  const storage = {
    getItem: (k: string) => kept.get(k) ?? null,
    removeItem: (k: string) => kept.delete(k),
  } as unknown as Storage
  expect(readDraft(storage, 'good', 2000)?.values).toEqual({ title: 'x' })
  expect(readDraft(storage, 'old', 1000 + 8 * 24 * 3600_000)).toBeNull()
  expect(readDraft(storage, 'broken', 2000)).toBeNull()
  expect([...kept.keys()]).toEqual(['good'])
})

test('a draft fills what was not touched since, and nothing else', () => {
  const blank = { channel: 'visit', parties: [{ role: 'a', name: '' }] }
  const draft = {
    channel: 'phone',
    facts: 'old',
    parties: [
      { role: 'a', name: 'Li' },
      { role: 'b', name: 'Wang' },
    ],
  }
  expect(mergeDraft<object>(draft, blank, blank)).toEqual(draft)
  const typed = { channel: 'visit', facts: 'new', parties: [{ role: 'a', name: '' }] }
  expect(mergeDraft<object>(draft, typed, blank)).toEqual({ ...draft, facts: 'new' })
  const named = { channel: 'letter', parties: [{ role: 'a', name: 'Zhao' }] }
  expect(mergeDraft<object>(draft, named, blank)).toEqual({
    channel: 'letter',
    facts: 'old',
    parties: [
      { role: 'a', name: 'Zhao' },
      { role: 'b', name: 'Wang' },
    ],
  })
})

test('a problem keeps what the server said, and says what it could not read', () => {
  const headers = new Headers({ 'Retry-After': '7' })
  const full = asProblem(
    { code: 'case.incomplete', detail: '缺少', errors: [{ code: 'a', field: 'parties[0].name', detail: 'x' }] },
    new Response(null, { status: 422, headers }),
  )
  expect(full).toMatchObject({ code: 'case.incomplete', text: '缺少', status: 422, retryAfter: 7 })
  expect(full.errors).toEqual([{ code: 'a', field: 'parties[0].name', text: 'x' }])
  expect(asProblem('<html>', new Response(null, { status: 502 }))).toMatchObject({
    code: 'network.failed',
    unanswered: true,
  })
  expect(toProblem(new TypeError('fetch failed')).code).toBe('network.unreachable')
  expect(toProblem(full)).toBe(full)
  expect(full).toBeInstanceOf(Problem)
})
