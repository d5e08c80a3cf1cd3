import { addDays, isoDay } from '@/shared/lib/dates'

/** A cell of a month's sheet; date is missing before the first and after the last day. */
export interface Cell {
  key: string
  date?: string
  weekend: boolean
}

/** monthOf lays out a month in weeks that begin on Monday. */
export function monthOf(year: number, month: number): { key: string; days: Cell[] }[] {
  const first = isoDay(year, month, 1) ?? ''
  const lead = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const days: Cell[] = []
  for (let i = -lead; days.length % 7 !== 0 || i <= 0 || addDays(first, i).slice(0, 7) === first.slice(0, 7); i++) {
    const day = addDays(first, i)
    const weekend = days.length % 7 >= 5
    days.push(day.slice(0, 7) === first.slice(0, 7) ? { key: day, date: day, weekend } : { key: day, weekend })
  }
  return Array.from({ length: days.length / 7 }, (_, w) => {
    const week = days.slice(w * 7, w * 7 + 7)
    return { key: week[0]?.key ?? String(w), days: week }
  })
}
