import { useTranslation } from 'react-i18next'
import { addDays, dayText, today } from '@/shared/lib/dates'
import type { DayLine, Reckoning } from './wire'

/** One day of a reckoning: its place in the count, or why it is left out. */
export interface GridDay {
  date: string
  /** 1 for the first day counted; undefined for a day left out or outside. */
  no?: number
  /** Why it is left out, as in casework:skipped. */
  why?: string
  /** The name of the holiday, where there is one. */
  name?: string
}

// A grid of more than a quarter of a year explains nothing.
const most = 92

const monday = (day: string) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

/** gridOf lays the days of a reckoning out in weeks from Monday; empty when there is nothing to show, or too much. */
export function gridOf({ counted, skipped }: Pick<Reckoning, 'counted' | 'skipped'>): GridDay[][] {
  const of = new Map<string, GridDay>()
  const put = (d: DayLine, more: Partial<GridDay>) =>
    of.set(d.date, { date: d.date, ...(d.name ? { name: d.name } : {}), ...of.get(d.date), ...more })
  for (const d of skipped) put(d, d.why ? { why: d.why } : {})
  counted.forEach((d, i) => {
    put(d, { no: i + 1 })
  })
  const days = [...of.keys()].sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || days.length < 2 || days.length > most) return []
  const weeks: GridDay[][] = []
  for (let week = monday(first); week <= last; week = addDays(week, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => of.get(addDays(week, i)) ?? { date: addDays(week, i) }))
  return weeks.length * 7 > most + 14 ? [] : weeks
}

/** A deadline counted day by day, as a small calendar. */
export function DayGrid({ reckoning }: { reckoning: Reckoning }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const weeks = gridOf(reckoning)
  if (weeks.length === 0) return null
  const now = today()
  return (
    <table className="day-grid">
      <caption className="visually-hidden">{t('casework:grid.caption')}</caption>
      <thead>
        <tr>
          {weeks[0]?.map((d) => (
            <th key={d.date} scope="col">
              {days.weekday(d.date)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.date}>
            {week.map((d) => (
              <td
                key={d.date}
                data-day={d.no ? 'counted' : d.why}
                data-last={d.date === reckoning.lastDay || undefined}
                aria-current={d.date === now ? 'date' : undefined}
              >
                {(d.no || d.why) && (
                  <>
                    <span>{days.numeric(d.date)}</span>
                    <small>{d.no ?? t(`casework:grid.${d.why}`)}</small>
                  </>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
