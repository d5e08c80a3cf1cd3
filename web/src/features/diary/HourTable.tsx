import { PlusOutlined } from '@ant-design/icons'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, dayText, today } from '@/shared/lib/dates'
import { useDaysOff } from '@/shared/lib/daysOff'
import type { Appointment } from './api'
import { hoursShown } from './days'
import { Entry } from './Entry'

interface Props {
  items: readonly Appointment[]
  first: string
  days: number
  /** A free place was pressed: YYYY-MM-DDTHH:MM. */
  onSlot: (at: string) => void
}

const moves: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const two = (n: number) => String(n).padStart(2, '0')

/** Days beside each other, an hour a row. Arrow keys go from place to place, Enter plans there. */
export function HourTable({ items, first, days, onSlot }: Props) {
  const { t, i18n } = useTranslation()
  const text = dayText(i18n.language)
  const table = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<[number, number]>([0, 0])
  const columns = Array.from({ length: days }, (_, i) => addDays(first, i))
  const hours = hoursShown(items.map((a) => text.clock(a.from)))
  const now = today()
  const off = useDaysOff(columns)
  const of = (day: string, hour: number) =>
    items.filter((a) => text.dayOf(a.from) === day && Number(text.clock(a.from).slice(0, 2)) === hour)

  function move(e: KeyboardEvent, row: number, column: number) {
    const by = moves[e.key]
    if (!by) return
    e.preventDefault()
    const next: [number, number] = [
      Math.min(hours.length - 1, Math.max(0, row + by[0])),
      Math.min(days - 1, Math.max(0, column + by[1])),
    ]
    setAt(next)
    table.current?.querySelector<HTMLElement>(`[data-slot="${next[0]}-${next[1]}"]`)?.focus()
  }

  return (
    <table className="diary-hours" ref={table} data-days={days}>
      <caption className="visually-hidden">{t('diary:keys')}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('diary:hour')}</span>
          </th>
          {columns.map((day) => (
            <th key={day} scope="col" aria-current={day === now ? 'date' : undefined}>
              {text.weekday(day)} <span>{text.numeric(day)}</span>
              {off.has(day) && <small className="diary-off">{off.get(day)}</small>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hours.map((hour, row) => (
          <tr key={hour}>
            <th scope="row">{`${two(hour)}:00`}</th>
            {columns.map((day, column) => (
              <td key={day} aria-current={day === now ? 'date' : undefined}>
                {of(day, hour).map((a) => (
                  <Entry key={a.session} item={a} />
                ))}
                <button
                  type="button"
                  className="diary-slot"
                  data-slot={`${row}-${column}`}
                  tabIndex={at[0] === row && at[1] === column ? 0 : -1}
                  aria-label={t('diary:planAt', { day: text.long(day), time: `${two(hour)}:00` })}
                  disabled={day < now}
                  onFocus={() => setAt([row, column])}
                  onKeyDown={(e) => move(e, row, column)}
                  onClick={() => onSlot(`${day}T${two(hour)}:00`)}
                >
                  <PlusOutlined aria-hidden />
                </button>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
