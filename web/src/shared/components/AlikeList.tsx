import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '@/api/schema'
import { dayText } from '../lib/dates'
import { StateTag } from './StateTag'

/** A case that may be about the same matter, and why. */
export type Alike = components['schemas']['AlikeOut']

interface Props {
  items: readonly Alike[]
  /** Opens in a window of its own, so that nothing typed here is left. */
  aside?: boolean
  actions?: (item: Alike) => ReactNode
}

/** Cases that may be about the same matter, each with why it is shown. */
export function AlikeList({ items, aside, actions }: Props) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  return (
    <ul className="alike">
      {items.map((a) => (
        <li key={a.id}>
          <Link to="/cases/$id" params={{ id: a.id }} {...(aside ? { target: '_blank' } : {})}>
            {a.title}
          </Link>{' '}
          <StateTag state={a.state} />
          <p className="alike-why">
            <strong>
              {[
                a.number && t('shared:alike.number'),
                a.names > 0 && t('shared:alike.names'),
                a.place && t('shared:alike.place'),
                a.like > 0 && t('shared:alike.like', { percent: a.like }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </strong>{' '}
            <small>
              {a.no} · {a.holderName} · {days.short(days.dayOf(a.reportedAt))}
            </small>
          </p>
          {actions && <p className="alike-acts">{actions(a)}</p>}
        </li>
      ))}
    </ul>
  )
}
