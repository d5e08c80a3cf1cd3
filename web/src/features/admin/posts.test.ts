import { expect, it } from 'vitest'
import { byUnit } from './posts'

const post = (orgId: string, orgName: string, role: string) => ({ orgId, orgName, role })

it('names an organisation once, and two of one name apart', () => {
  const posts = [
    post('a', '甲村', 'head'),
    post('b', '水集', 'mediator'),
    post('a', '甲村', 'archivist'),
    post('c', '水集', 'head'),
  ]
  expect(byUnit(posts)).toEqual([
    ['甲村', ['head', 'archivist']],
    ['水集', ['mediator']],
    ['水集', ['head']],
  ])
  expect(byUnit([])).toEqual([])
})
