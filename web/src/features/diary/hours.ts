import { addDays, parseTime } from '@/shared/lib/dates'

/** clockOf writes a minute of the day as HH:MM. */
export const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** minuteOf reads a time of day as people type it; undefined when there is none. */
export function minuteOf(text: string | undefined): number | undefined {
  const [hour, minute] = (parseTime(text ?? '') ?? '').split(':').map(Number)
  return hour === undefined || minute === undefined ? undefined : hour * 60 + minute
}

/** sunday is a day with that weekday, 0 for Sunday, to write its name. */
export const sunday = (weekday: number) => addDays('2026-01-04', weekday)
