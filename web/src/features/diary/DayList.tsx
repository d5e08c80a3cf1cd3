import { useTranslation } from 'react-i18next'
import { dayText } from '@/shared/lib/dates'
import type { Appointment } from './api'
import { byDay } from './days'
import { Entry } from './Entry'

/** Sessions one below the other, by day: for one column of screen. */
export function DayList({ items }: { items: readonly Appointment[] }) {
  const { i18n } = useTranslation()
  const text = dayText(i18n.language)
  const days = byDay(items, (a) => text.dayOf(a.from))
  return (
    <div className="diary-list">
      {[...days].map(([day, all]) => (
        <section key={day}>
          <h2>{text.long(day)}</h2>
          {all.map((a) => (
            <Entry key={a.session} item={a} />
          ))}
        </section>
      ))}
    </div>
  )
}
