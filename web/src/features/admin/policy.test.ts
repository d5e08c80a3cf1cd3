import { expect, test } from 'vitest'
import { ended, readDays } from './policy'
import type { Policy } from './types'

test('days of visits are read as typed', () => {
  expect(readDays('3 7 30')).toEqual([3, 7, 30])
  expect(readDays('3、7，30')).toEqual([3, 7, 30])
  expect(readDays('')).toEqual([])
  expect(readDays('30 7')).toBeUndefined()
  expect(readDays('3 3')).toBeUndefined()
  expect(readDays('0 3')).toBeUndefined()
  expect(readDays('-3')).toBeUndefined()
  expect(readDays('x')).toBeUndefined()
})

test('a rule ends on the first day it no longer holds', () => {
  const rule = { until: '2026-01-01' } as Policy
  expect(ended(rule, '2025-12-31')).toBe(false)
  expect(ended(rule, '2026-01-01')).toBe(true)
  expect(ended({} as Policy, '2026-01-01')).toBe(false)
})
