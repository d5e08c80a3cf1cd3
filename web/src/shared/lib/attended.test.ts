import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whileAttended } from './attended'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('asks while somebody is there, not of an empty chair, and at once when they come back', () => {
  const again = vi.fn()
  const page = new EventTarget()
  let visible = true
  const stop = whileAttended(again, 30_000, page, () => visible)
  vi.advanceTimersByTime(10 * 60_000)
  expect(again).toHaveBeenCalledTimes(9) // for five minutes
  page.dispatchEvent(new Event('keydown'))
  expect(again).toHaveBeenCalledTimes(10)
  vi.advanceTimersByTime(60_000)
  expect(again).toHaveBeenCalledTimes(12)
  visible = false
  vi.advanceTimersByTime(60_000)
  expect(again).toHaveBeenCalledTimes(12)
  stop()
  visible = true
  page.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(60_000)
  expect(again).toHaveBeenCalledTimes(12)
})
