import { expect, test } from 'vitest'
import { clockOf, progressOf, statesOf } from './bulk'

const none = { waiting: 0, ready: 0, refused: 0, done: 0, failed: 0, undone: 0, kept: 0 }

test('progress is of what the server is at', () => {
  expect(progressOf({ state: 'looking', counts: { ...none, waiting: 6, ready: 3, refused: 1 } })).toEqual({
    done: 4,
    count: 10,
  })
  const half = { ...none, ready: 5, refused: 9, done: 3, failed: 2 }
  expect(progressOf({ state: 'running', counts: half })).toEqual({ done: 5, count: 10 })
  const back = { ...none, refused: 9, failed: 2, done: 4, undone: 3, kept: 1 }
  expect(progressOf({ state: 'undoing', counts: back })).toEqual({ done: 4, count: 8 })
})

test('what was refused comes before what was done, what there is none of not at all', () => {
  expect(statesOf({ ...none, done: 3, failed: 1, ready: 2 })).toEqual(['failed', 'ready', 'done'])
})

test('time left is minutes and seconds', () => {
  expect([600, 61, 9].map(clockOf)).toEqual(['10:00', '1:01', '0:09'])
})
