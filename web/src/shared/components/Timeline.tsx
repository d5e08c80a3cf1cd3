import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayText } from '../lib/dates'
import type { Tone } from '../tokens'
import { Empty } from './Empty'

/** One thing that happened. */
export interface TimelineItem {
  id: string
  /** Instant, RFC 3339 or Unix milliseconds. */
  at: string | number
  /** For the filter; label it in `kinds`. */
  kind: string
  title: ReactNode
  /** Who did it, for which organisation. */
  by?: ReactNode
  body?: ReactNode
  tone?: Tone
}

interface Props {
  /** The heading over it. */
  title: string
  /** Newest first. */
  items: readonly TimelineItem[]
  /** Names of the kinds, in the order of the filter. */
  kinds?: readonly { kind: string; label: string }[]
  /** Shown under the list when older entries can be fetched. */
  more?: ReactNode
}

/** The story: newest first, grouped by day, filtered by kind. */
export function Timeline({ title, items, kinds = [], more }: Props) {
  const { t, i18n } = useTranslation()
  const [kind, setKind] = useState<string | null>(null)
  const days = useMemo(() => dayText(i18n.language), [i18n.language])
  const groups = useMemo(() => {
    const byDay = new Map<string, TimelineItem[]>()
    for (const item of items) {
      if (kind !== null && item.kind !== kind) continue
      const day = days.dayOf(item.at)
      byDay.set(day, [...(byDay.get(day) ?? []), item])
    }
    return [...byDay]
  }, [items, kind, days])
  const present = kinds.filter((k) => items.some((i) => i.kind === k.kind))
  return (
    <section className="timeline">
      <h2>{title}</h2>
      {present.length > 1 && (
        <fieldset className="chips" aria-label={t('shared:timeline.filter')}>
          <Chip on={kind === null} onClick={() => setKind(null)}>
            {t('shared:timeline.all')}
          </Chip>
          {present.map((k) => (
            <Chip key={k.kind} on={kind === k.kind} onClick={() => setKind(k.kind)}>
              {k.label}
            </Chip>
          ))}
        </fieldset>
      )}
      {groups.length === 0 && <Empty title={t('shared:timeline.none')} />}
      {groups.map(([day, members]) => (
        <div key={day}>
          <h3>{days.long(day)}</h3>
          <ol>
            {members.map((item) => (
              <li key={item.id} data-tone={item.tone ?? 'plain'}>
                <p className="timeline-line">
                  <time dateTime={new Date(item.at).toISOString()}>{days.clock(item.at)}</time>
                  <strong>{item.title}</strong>
                  {item.by && <small>{item.by}</small>}
                </p>
                {item.body && <div className="timeline-body">{item.body}</div>}
              </li>
            ))}
          </ol>
        </div>
      ))}
      {more}
    </section>
  )
}

/** A pressable filter with its count. */
export function Chip(props: {
  on: boolean
  onClick: () => void
  count?: number | string | undefined
  children: ReactNode
}) {
  return (
    <button type="button" className="chip" aria-pressed={props.on} onClick={props.onClick}>
      {props.children}
      {props.count !== undefined && <b>{props.count}</b>}
    </button>
  )
}
