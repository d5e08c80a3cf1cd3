import { expect, test } from 'vitest'
import { monthOf } from './month'

test('every month has all its days once, in whole weeks from Monday', () => {
  for (const year of [2024, 2026, 2027, 2100])
    for (let month = 1; month <= 12; month++) {
      const weeks = monthOf(year, month)
      const days = weeks.flatMap((w) => w.days)
      const dates = days.flatMap((d) => d.date ?? [])
      expect(weeks.every((w) => w.days.length === 7)).toBe(true)
      expect(dates.length).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate())
      expect(dates).toEqual([...new Set(dates)].sort())
      for (const day of days)
        if (day.date) expect(day.weekend).toBe([0, 6].includes(new Date(`${day.date}T00:00:00Z`).getUTCDay()))
      expect(weeks[0]?.days.some((d) => d.date)).toBe(true)
      expect(weeks.at(-1)?.days.some((d) => d.date)).toBe(true)
    }
})
