import { addDays, isoDay } from '@/shared/lib/dates'

/** How much of the diary is shown. */
export const views = ['day', 'week', 'month'] as const
export type View = (typeof views)[number]

/** monday is the Monday of the week of a day. */
export const monday = (day: string) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

const firstOf = (day: string) => `${day.slice(0, 7)}-01`

/** spanOf is what a view of a day shows: its first day, and how many; a month in whole weeks. */
export function spanOf(view: View, day: string): { first: string; days: number } {
  if (view === 'day') return { first: day, days: 1 }
  if (view === 'week') return { first: monday(day), days: 7 }
  const first = monday(firstOf(day))
  const next = turned('month', day, 1)
  let days = 28
  while (addDays(first, days) < next) days += 7
  return { first, days }
}

/** turned is the day one view later, or earlier. */
export function turned(view: View, day: string, by: 1 | -1): string {
  if (view !== 'month') return addDays(day, by * (view === 'week' ? 7 : 1))
  const [year = 0, month = 1] = day.split('-').map(Number)
  const at = year * 12 + month - 1 + by
  return isoDay(Math.floor(at / 12), (at % 12) + 1, 1) ?? day
}

/** hoursShown are the full hours of a table: the working day, and more where something lies outside. */
export function hoursShown(clocks: readonly string[]): number[] {
  const hours = clocks.map((c) => Number(c.slice(0, 2)))
  const first = Math.min(8, ...hours)
  const last = Math.max(17, ...hours)
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

/** byDay puts things together by the day they fall on, in the order they come. */
export function byDay<T>(items: readonly T[], dayOf: (item: T) => string): Map<string, T[]> {
  const out = new Map<string, T[]>()
  for (const item of items) out.set(dayOf(item), [...(out.get(dayOf(item)) ?? []), item])
  return out
}
