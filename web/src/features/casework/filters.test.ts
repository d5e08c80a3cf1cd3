import { expect, test } from 'vitest'
import { filterQuery, listQuery, noFilter, searchText } from './filters'

test('a scope becomes the reach of the API, a unit alone everything below it', () => {
  expect(filterQuery({ ...noFilter, scope: 'unit' }).unit).toBe('mine')
  expect(filterQuery({ ...noFilter, scope: 'subtree', org: 'o' }).unit).toBe('below')
  expect(filterQuery({ ...noFilter, scope: 'unit', org: 'o' }).unit).toBe('mine')
  expect(filterQuery({ ...noFilter, org: 'o' }).unit).toBe('below')
  expect(filterQuery(noFilter)).toEqual({})
})

test('the page is no part of a saved view', () => {
  expect(searchText({ ...noFilter, colour: 'red', after: 'x' })).toBe('colour=red')
  expect(listQuery({ ...noFilter, after: 'x', state: ['handling', 'settled'] }, 50)).toMatchObject({
    cursor: 'x',
    state: 'handling,settled',
    sort: 'due',
    limit: 50,
  })
})
