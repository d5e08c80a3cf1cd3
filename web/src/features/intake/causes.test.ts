import { expect, test } from 'vitest'
import { firstCauses, remembered } from './causes'

const code = (code: string, parent?: string) => ({ code, zh: code, en: code, ...(parent ? { parent } : {}) })
const codes = {
  dispute_cause: [code('10'), code('1004', '10'), code('1007', '10'), code('0501', '05'), code('0102', '01')],
  usual_cause: [
    code('village'),
    code('village.1004', 'village'),
    code('village.0501', 'village'),
    code('village.gone', 'village'),
    code('committee_enterprise'),
    code('committee_enterprise.0102', 'committee_enterprise'),
  ],
}
const names = (list: { code: string }[]) => list.map((c) => c.code)

test('what was chosen lately comes first, then what units of the kind meet, in the order of the list', () => {
  const village = { orgKind: 'committee_village', orgLevel: 'village' }
  const first = firstCauses(codes, village, ['0501', 'gone'])
  expect(names(first.recent)).toEqual(['0501'])
  expect(names(first.usual)).toEqual(['1004'])
})

test('the kind of a unit goes before its level; an unknown one has nothing usual', () => {
  const enterprise = { orgKind: 'committee_enterprise', orgLevel: 'village' }
  expect(names(firstCauses(codes, enterprise, []).usual)).toEqual(['0102'])
  expect(firstCauses(codes, { orgKind: 'court', orgLevel: 'city' }, []).usual).toEqual([])
  expect(firstCauses(codes, undefined, []).usual).toEqual([])
})

test('a cause chosen again moves to the front', () => {
  expect(remembered(['a', 'b'], 'b')).toEqual(['b', 'a'])
  expect(remembered(['a', 'b', 'c', 'd'], 'e')).toEqual(['e', 'a', 'b', 'c'])
  expect(remembered(['a'], '')).toEqual(['a'])
})
