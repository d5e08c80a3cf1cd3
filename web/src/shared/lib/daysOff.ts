import { useQueries } from '@tanstack/react-query'
import { api, ask } from '@/api/client'

// The arrangement of a year is announced once; those of this page stay good for it.
const yearOf = (year: number) => ({
  queryKey: ['year', year],
  queryFn: () => ask(api.GET('/api/calendar/{year}', { params: { path: { year } } })),
  staleTime: Number.POSITIVE_INFINITY,
})

/** useDaysOff gives the names of the official days off among some days (YYYY-MM-DD), by day. */
export function useDaysOff(days: readonly string[]): ReadonlyMap<string, string> {
  const years = [...new Set(days.map((day) => Number(day.slice(0, 4))))].filter((y) => y >= 2007 && y <= 2100)
  const answers = useQueries({ queries: years.map(yearOf) })
  const off = answers.flatMap((a) => a.data?.days ?? []).filter((d) => d.kind === 'off' && days.includes(d.date))
  return new Map(off.map((d) => [d.date, d.name]))
}
