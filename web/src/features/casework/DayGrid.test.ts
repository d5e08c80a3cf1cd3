import { expect, test } from 'vitest'
import { gridOf } from './DayGrid'

const day = (date: string, why?: string) => ({ date, kind: 'workday' as const, ...(why ? { why } : {}) })

test('a reckoning stands in weeks from Monday, counted days numbered, others with their reason', () => {
  // 25 Nov 2026 is a Wednesday.
  const skipped = [day('2026-11-25', 'start_day'), day('2026-11-28', 'day_off'), day('2026-11-29', 'day_off')]
  const counted = [day('2026-11-26'), day('2026-11-27'), day('2026-11-30')]
  const grid = gridOf({ counted, skipped })
  expect(grid.map((week) => week.length)).toEqual([7, 7])
  expect(grid[0]?.map((d) => d.no ?? d.why ?? '')).toEqual(['', '', 'start_day', 1, 2, 'day_off', 'day_off'])
  expect(grid[1]?.[0]).toMatchObject({ date: '2026-11-30', no: 3 })
})

test('what can’t be seen at a glance is not drawn', () => {
  expect(gridOf({ counted: [], skipped: [] })).toEqual([])
  const long = Array.from({ length: 120 }, (_, i) => day(new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10)))
  expect(gridOf({ counted: long, skipped: [] })).toEqual([])
})
