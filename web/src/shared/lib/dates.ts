import { dayHalves, relativeDays, weekdays } from './dateWords'

/**
 * China's one civil time, as the server keeps it: always eight hours ahead.
 * Asia/Shanghai had summers of nine until 1991.
 */
const timeZone = 'Etc/GMT-8'

/** Today in the county's own time zone, wherever the browser stands. */
export function today(now: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)
}

/** isoDay makes YYYY-MM-DD of parts, undefined when there is no such day. */
export function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real ? date.toISOString().slice(0, 10) : undefined
}

/** addDays counts calendar days, not working days. */
export function addDays(day: string, n: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + n)
  return date.toISOString().slice(0, 10)
}

/** Which way an incomplete date leans: 3.15 typed in April is last or next March. */
export type Lean = 'past' | 'future' | 'near'

// The year of a date typed without one.
function leanYear(month: number, day: number, ref: string, lean: Lean): string | undefined {
  const year = Number(ref.slice(0, 4))
  const around = [year - 1, year, year + 1].flatMap((y) => isoDay(y, month, day) ?? [])
  if (lean === 'past') return around.filter((d) => d <= ref).at(-1)
  if (lean === 'future') return around.find((d) => d >= ref)
  return around.find((d) => d.startsWith(String(year))) ?? around[0]
}

function weekday(text: string, ref: string): string | undefined {
  const monday = addDays(ref, -((new Date(`${ref}T00:00:00Z`).getUTCDay() + 6) % 7))
  for (const { pattern, weeks } of weekdays.prefixes) {
    const m = pattern.exec(text)
    const index = m?.[1] === undefined ? -1 : weekdays.names.findIndex((names) => names.includes(m[1] ?? ''))
    if (index >= 0) return addDays(monday, weeks * 7 + index)
  }
  return undefined
}

/**
 * parseDay reads a day as people type it: 明天, 3天后, 下周三, 3.15, 3月15日,
 * 26-3-15, 20260315, tomorrow. `ref` is today; the result is YYYY-MM-DD, or
 * undefined when the text names no day.
 */
export function parseDay(text: string, ref: string, lean: Lean = 'near'): string | undefined {
  const t = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const named = relativeDays.names[t]
  if (named !== undefined) return addDays(ref, named)
  for (const { pattern, sign } of relativeDays.counted) {
    const m = pattern.exec(t)
    if (m) return addDays(ref, sign * Number(m[1]))
  }
  let m = /^(\d{4})(\d{2})(\d{2})$/.exec(t)
  m ??= /^(\d{4}|\d{2})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?$/.exec(t)
  if (m) {
    const year = Number(m[1])
    return isoDay(year < 100 ? 2000 + year : year, Number(m[2]), Number(m[3]))
  }
  m = /^(\d{1,2})[./\-月 ](\d{1,2})[日号]?$/.exec(t) ?? /^(\d{2})(\d{2})$/.exec(t)
  if (m) return leanYear(Number(m[1]), Number(m[2]), ref, lean)
  m = /^(\d{1,2})[日号]$/.exec(t)
  if (m) return isoDay(Number(ref.slice(0, 4)), Number(ref.slice(5, 7)), Number(m[1]))
  return weekday(t, ref)
}

/**
 * parseTime reads a time of day as people type it: 9:30, 930, 14点半, 下午3点,
 * 3pm. The result is HH:MM, or undefined when the text names no time.
 */
export function parseTime(text: string): string | undefined {
  const t = text.trim().toLowerCase().replace('：', ':')
  const late = dayHalves.late.test(t)
  const bare = t.replace(dayHalves.late, '').replace(dayHalves.early, '').trim()
  const m = /^(\d{1,2})(?:[:.点时h]?(\d{2})分?|[点时]?(半)?)$/.exec(bare)
  if (!m) return undefined
  const named = Number(m[1])
  const hour = late && named < 12 ? named + 12 : named
  const minute = m[3] ? 30 : Number(m[2] ?? 0)
  if (hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** How a language writes days and instants of the county's time zone. */
export interface DayText {
  /** 2026年3月15日 周日 / Sun, 15 Mar 2026 */
  long: (day: string) => string
  /** 3月15日 / 15 Mar; with the year when it is not this one. */
  short: (day: string) => string
  /** 3/15 */
  numeric: (day: string) => string
  /** 周日 / Sun */
  weekday: (day: string) => string
  /** Date and minute of an instant, from Unix milliseconds or RFC 3339. */
  instant: (at: number | string) => string
  /** Minute of an instant. */
  clock: (at: number | string) => string
  /** The day an instant falls on, YYYY-MM-DD. */
  dayOf: (at: number | string) => string
}

/** dayText writes dates in `language` ("zh-CN" or "en"). */
export function dayText(language: string): DayText {
  const locale = language === 'en' ? 'en-GB' : 'zh-CN'
  const noon = (day: string) => new Date(`${day}T12:00:00+08:00`)
  const written = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const long = written({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' })
  const thisYear = written({ month: 'short', day: 'numeric' })
  const otherYear = written({ year: 'numeric', month: 'short', day: 'numeric' })
  const numeric = written({ month: 'numeric', day: 'numeric' })
  const weekday = written({ weekday: 'short' })
  const minute = written({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const short = (day: string) => (day.slice(0, 4) === today().slice(0, 4) ? thisYear : otherYear).format(noon(day))
  const dayOf = (at: number | string) => today(new Date(at))
  const clock = (at: number | string) => minute.format(new Date(at))
  return {
    long: (day) => long.format(noon(day)),
    short,
    numeric: (day) => numeric.format(noon(day)),
    weekday: (day) => weekday.format(noon(day)),
    clock,
    dayOf,
    instant: (at) => `${short(dayOf(at))} ${clock(at)}`,
  }
}
