import { Popover } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dayText } from '../lib/dates'
import type { Tone } from '../tokens'
import { ToneTag } from './Tones'

/** How a clock stands: on_time, near (from 70 % of the limit), overdue, paused, stopped. */
export type ClockState = 'on_time' | 'near' | 'overdue' | 'paused' | 'stopped'

interface Props {
  /** Which clock, as under kind in the catalogue clocks: handling, acceptance, sign_in … */
  kind: string
  state: ClockState
  /** Instants, RFC 3339 or Unix milliseconds. */
  startAt?: string | number | undefined
  dueAt?: string | number | undefined
  /** Part of the limit used up, 0 to 1 and above; without it there is no bar. */
  share?: number | undefined
  /** How long there is left, or how late it is, in words. */
  left?: string | undefined
  /** Why the clock stands as it does, sentences by the server: rule, days skipped, pauses. */
  reasons?: readonly string[]
  /** More of the why, drawn when it is opened: a reckoning read from the server. */
  why?: ReactNode
  /** A tag without the bar, for table cells. */
  compact?: boolean
}

const tones: Record<ClockState, Tone> = {
  on_time: 'onTime',
  near: 'near',
  overdue: 'overdue',
  paused: 'paused',
  stopped: 'settled',
}

/** One clock of a case: colour, icon, word and date; the reason opens on press, hover and focus. */
export function ClockBar({ kind, state, startAt, dueAt, share, left, reasons = [], why: more, compact }: Props) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const tone = tones[state]
  const name = t(`clocks:kind.${kind}`)
  const word = t(`clocks:state.${state}`)
  const due = dueAt === undefined ? undefined : days.short(days.dayOf(dueAt))
  const why = (
    <div className="clock-why">
      {startAt !== undefined && <p>{t('clocks:started', { at: days.instant(startAt) })}</p>}
      {dueAt !== undefined && <p>{t('clocks:due', { at: days.instant(dueAt) })}</p>}
      {share !== undefined && <p>{t('clocks:used', { percent: Math.round(share * 100) })}</p>}
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {more}
    </div>
  )
  return (
    <Popover content={why} title={name} trigger={['hover', 'focus']}>
      <button type="button" className="clock" data-tone={tone} data-compact={compact || undefined}>
        <span className={compact ? 'visually-hidden' : 'clock-name'}>{name}</span>
        <ToneTag tone={tone}>{word}</ToneTag>
        {due && (
          <span className="clock-due">
            {compact ? due : t('clocks:by', { day: due })}
            {left && <span className="clock-left">{left}</span>}
          </span>
        )}
        {reasons.length > 0 && <span className="visually-hidden">{reasons.join(' ')}</span>}
        {!compact && share !== undefined && (
          <svg className="clock-track" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect width="100" height="4" className="clock-ground" />
            <rect width={Math.min(100, Math.max(2, share * 100))} height="4" className="clock-used" />
          </svg>
        )}
      </button>
    </Popover>
  )
}
