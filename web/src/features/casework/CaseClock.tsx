import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ClockBar, type ClockState } from '@/shared/components/ClockBar'
import { QueryView } from '@/shared/components/QueryView'
import { dayText } from '@/shared/lib/dates'
import { explainClock, keys } from './api'
import { DayGrid } from './DayGrid'
import type { Clock, DayLine, Light, Next, Reckoning } from './wire'

const states: Record<Light, ClockState> = { green: 'on_time', yellow: 'near', red: 'overdue' }

/** clockState is how a clock stands, in the words of ClockBar. */
export function clockState(clock: { light: Light; paused: boolean; running?: boolean }): ClockState {
  if (clock.running === false && clock.light !== 'red') return 'stopped'
  return clock.paused ? 'paused' : states[clock.light]
}

const day = 24 * 3600_000

// A limit ends before the instant the API gives: people are told the last day itself.
const last = (dueAt: string | undefined) => (dueAt ? Date.parse(dueAt) - 1 : undefined)

/** useLeft says how long there is left: "还剩 3 天", "超期 2 天". */
export function useLeft(): (dueAt: string) => string {
  const { t } = useTranslation()
  return (dueAt) => {
    const left = Date.parse(dueAt) - Date.now()
    const hours = Math.ceil(Math.abs(left) / 3600_000)
    if (hours < 24) return t(left >= 0 ? 'casework:hoursLeft' : 'casework:hoursOver', { count: hours })
    const days = Math.floor(Math.abs(left) / day)
    return t(left >= 0 ? 'casework:daysLeft' : 'casework:daysOver', { count: days })
  }
}

/** The clock of a row of a list. With its id, the reckoning opens with it. */
export function RowClock({ next, caseId, clockId }: { next: Next | undefined; caseId: string; clockId?: string }) {
  const { t } = useTranslation()
  const left = useLeft()
  if (!next) return <span>{t('casework:noClock')}</span>
  return (
    <ClockBar
      compact
      kind={next.kind}
      state={clockState(next)}
      dueAt={last(next.dueAt)}
      left={next.dueAt && !next.paused ? left(next.dueAt) : undefined}
      why={clockId && <ClockWhy caseId={caseId} clockId={clockId} />}
    />
  )
}

/** A clock of the case page, as a bar with dates. */
export function CaseClock({ caseId, clock }: { caseId: string; clock: Clock }) {
  const left = useLeft()
  return (
    <ClockBar
      kind={clock.kind}
      state={clockState(clock)}
      startAt={clock.startAt}
      dueAt={last(clock.due)}
      share={clock.share}
      left={clock.due && clock.running && !clock.paused ? left(clock.due) : undefined}
      why={<ClockWhy caseId={caseId} clockId={clock.id} />}
    />
  )
}

/** Why a deadline falls where it falls: rule, days left out, pauses. Read when it is opened. */
export function ClockWhy({ caseId, clockId }: { caseId: string; clockId: string }) {
  const query = useQuery({
    queryKey: [...keys.case(caseId), 'clock', clockId],
    queryFn: () => explainClock(caseId, clockId),
  })
  return (
    <QueryView query={query} skeleton="lines">
      {(r) => <Reckoned reckoning={r} />}
    </QueryView>
  )
}

function Reckoned({ reckoning: r }: { reckoning: Reckoning }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const reasons = [...new Set(r.skipped.map((d) => d.why ?? ''))].filter(Boolean)
  const real = (d: string) => d !== '' && !d.startsWith('0001')
  return (
    <>
      <DayGrid reckoning={r} />
      <ul className="reckoning">
        {r.standing ? (
          <li>{t('casework:why.standing')}</li>
        ) : (
          real(r.firstDay) &&
          real(r.lastDay) && (
            <li>
              {t('casework:why.span', {
                first: days.short(r.firstDay),
                last: days.short(r.lastDay),
                count: r.counted.length,
              })}
            </li>
          )
        )}
        {!r.standing && real(r.nominalDay) && r.nominalDay !== r.lastDay && (
          <li>{t('casework:why.nominal', { from: days.short(r.nominalDay), to: days.short(r.lastDay) })}</li>
        )}
        {reasons.map((why) => (
          <Skipped key={why} why={why} lines={r.skipped.filter((d) => d.why === why)} />
        ))}
        {(r.clock.extended ?? 0) > 0 && <li>{t('casework:why.extended', { count: r.clock.extended })}</li>}
        {r.clock.resumeOn && <li>{t('casework:why.resume', { day: days.short(r.clock.resumeOn) })}</li>}
        {r.unannounced.length > 0 && <li>{t('casework:why.unannounced', { years: r.unannounced.join(', ') })}</li>}
        <li>{r.clock.citation ? t('casework:why.citation', { text: r.clock.citation }) : t('casework:why.policy')}</li>
      </ul>
    </>
  )
}

// So many days are written out; more are counted.
const written = 8

function Skipped({ why, lines }: { why: string; lines: DayLine[] }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const dates = lines.slice(0, written).map((d) => `${days.short(d.date)}${d.name ? ` ${d.name}` : ''}`)
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction', style: 'narrow' }).format(dates)
  return (
    <li>
      {t(`casework:skipped.${why}`, { count: lines.length })}
      <small>{lines.length > written ? t('casework:why.andMore', { days: list }) : list}</small>
    </li>
  )
}
