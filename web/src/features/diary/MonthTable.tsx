import { useTranslation } from 'react-i18next'
import { addDays, dayText, today } from '@/shared/lib/dates'
import { useDaysOff } from '@/shared/lib/daysOff'
import type { Appointment } from './api'
import { byDay } from './days'
import { Entry } from './Entry'

interface Props {
  items: readonly Appointment[]
  /** YYYY-MM; days of other months stand in grey. */
  month: string
  first: string
  days: number
  onDay: (day: string) => void
}

// As many as a cell shows; the day shows all.
const most = 3

/** A month in weeks, the first sessions of each day in its cell. */
export function MonthTable({ items, month, first, days, onDay }: Props) {
  const { t, i18n } = useTranslation()
  const text = dayText(i18n.language)
  const of = byDay(items, (a) => text.dayOf(a.from))
  const weeks = Array.from({ length: days / 7 }, (_, w) =>
    Array.from({ length: 7 }, (_, d) => addDays(first, w * 7 + d)),
  )
  const now = today()
  const off = useDaysOff(weeks.flat())
  return (
    <table className="diary-month">
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col">
              {text.weekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const all = of.get(day) ?? []
              return (
                <td
                  key={day}
                  data-other={!day.startsWith(month) || undefined}
                  aria-current={day === now ? 'date' : undefined}
                >
                  <button type="button" className="diary-day" onClick={() => onDay(day)} aria-label={text.long(day)}>
                    {Number(day.slice(8))}
                  </button>
                  {off.has(day) && <small className="diary-off">{off.get(day)}</small>}
                  {all.slice(0, most).map((a) => (
                    <Entry key={a.session} item={a} short />
                  ))}
                  {all.length > most && (
                    <button type="button" className="link-button" onClick={() => onDay(day)}>
                      {t('diary:further', { count: all.length - most })}
                    </button>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
