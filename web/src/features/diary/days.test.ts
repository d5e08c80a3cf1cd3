import { expect, test } from 'vitest'
import { hoursShown, monday, spanOf, turned } from './days'

test('a month is shown in whole weeks that hold all its days', () => {
  expect(spanOf('month', '2026-11-25')).toEqual({ first: '2026-10-26', days: 42 })
  expect(spanOf('month', '2027-02-10')).toEqual({ first: '2027-02-01', days: 28 })
  expect(spanOf('week', '2026-11-29')).toEqual({ first: '2026-11-23', days: 7 })
  expect(monday('2026-11-23')).toBe('2026-11-23')
})

test('turning a page', () => {
  expect(turned('month', '2026-12-31', 1)).toBe('2027-01-01')
  expect(turned('month', '2026-01-31', -1)).toBe('2025-12-01')
  expect(turned('week', '2026-11-25', -1)).toBe('2026-11-18')
  expect(turned('day', '2026-12-31', 1)).toBe('2027-01-01')
})

test('hours outside the working day are shown when something lies there', () => {
  expect(hoursShown([])).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17])
  expect(hoursShown(['07:30', '20:00']).at(-1)).toBe(20)
  expect(hoursShown(['07:30'])[0]).toBe(7)
})
