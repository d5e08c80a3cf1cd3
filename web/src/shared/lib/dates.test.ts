import { expect, test } from 'vitest'
import { addDays, dayText, isoDay, parseDay, parseTime, today } from './dates'

const ref = '2026-04-08' // a Wednesday

test.each([
  ['明天', '2026-04-09'],
  ['大前天', '2026-04-05'],
  ['tomorrow', '2026-04-09'],
  ['3天后', '2026-04-11'],
  ['10 天前', '2026-03-29'],
  ['+7', '2026-04-15'],
  ['3.15', '2026-03-15'],
  ['3-15', '2026-03-15'],
  ['3/15', '2026-03-15'],
  ['3月15日', '2026-03-15'],
  ['0315', '2026-03-15'],
  ['15号', '2026-04-15'],
  ['20260315', '2026-03-15'],
  ['2026-3-15', '2026-03-15'],
  ['26.3.15', '2026-03-15'],
  ['2026年3月15日', '2026-03-15'],
  ['周五', '2026-04-10'],
  ['下周一', '2026-04-13'],
  ['上周日', '2026-04-05'],
  ['下星期天', '2026-04-19'],
])('%s is %s', (text, day) => {
  expect(parseDay(text, ref)).toBe(day)
})

test.each(['', '2026-02-30', '13.1', '20261301', '后来', '1', '下周八'])('%s is no day', (text) => {
  expect(parseDay(text, ref)).toBeUndefined()
})

test('a date without a year leans the way the field does', () => {
  expect(parseDay('12.31', ref, 'past')).toBe('2025-12-31')
  expect(parseDay('3.15', ref, 'future')).toBe('2027-03-15')
  expect(parseDay('2.29', ref, 'past')).toBeUndefined()
})

test('days are those of the county, not of the browser', () => {
  expect(today(new Date('2026-04-07T16:00:00Z'))).toBe('2026-04-08')
  expect(dayText('en').dayOf('2026-04-07T15:59:00Z')).toBe('2026-04-07')
  expect(dayText('zh-CN').clock(Date.UTC(2026, 3, 7, 16, 5))).toBe('00:05')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(isoDay(2025, 2, 29)).toBeUndefined()
})

test.each([
  ['9:30', '09:30'],
  ['930', '09:30'],
  ['1430', '14:30'],
  ['14点', '14:00'],
  ['下午3点半', '15:30'],
  ['上午10点', '10:00'],
  ['3pm', '15:00'],
  ['9：05', '09:05'],
  ['25:00', undefined],
  ['soon', undefined],
])('%s is the time %s', (text, time) => {
  expect(parseTime(text)).toBe(time)
})
