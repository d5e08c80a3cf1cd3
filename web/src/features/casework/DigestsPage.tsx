import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/shared/components/Empty'
import { PageHeader } from '@/shared/components/PageHeader'
import { QueryView } from '@/shared/components/QueryView'
import { dayText } from '@/shared/lib/dates'
import { upTo } from './api'
import { Findings } from './Findings'
import { addressOf, byDay, type Digest, digestsQuery, sawDigests, type Naming as Told } from './views'
import './digests.css'

/** /digests: what one was told of the views one subscribed to, the newest day first. */
export default function DigestsPage() {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const query = useQuery(digestsQuery)
  const unseen = query.data?.unseen ?? 0
  // Seen once shown; the marks stay until the page is opened again.
  useEffect(() => {
    if (unseen === 0) return
    const seen = () => queries.setQueryData(digestsQuery.queryKey, (was) => was && { ...was, unseen: 0 })
    sawDigests().then(seen, () => undefined) // not noted: new they stay
  }, [unseen, queries])
  return (
    <>
      <PageHeader title={t('casework:digests.title')} meta={t('casework:digests.lead')} />
      <Findings />
      <QueryView query={query} skeleton="lines">
        {({ items, named }) =>
          items.length + named.length === 0 ? (
            <Empty
              title={t('casework:digests.none')}
              hint={t('casework:digests.noneHint')}
              action={<Link to="/cases">{t('casework:digests.toCases')}</Link>}
            />
          ) : (
            <>
              <Naming all={named} />
              {byDay(items).map(({ day, items }) => (
                <section key={day} className="digests" aria-label={dayText(i18n.language).long(day)}>
                  <h2>{dayText(i18n.language).long(day)}</h2>
                  <ul>
                    {items.map((one) => (
                      <Line key={one.view.id} told={one} />
                    ))}
                  </ul>
                </section>
              ))}
            </>
          )
        }
      </QueryView>
    </>
  )
}

// That one was named on a confidential case, or one's name taken off: not which it is.
function Naming({ all }: { all: readonly Told[] }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  if (all.length === 0) return null
  return (
    <section className="digests" aria-label={t('casework:digests.naming')}>
      <h2>{t('casework:digests.naming')}</h2>
      <ul>
        {all.map((n) => (
          <li key={n.at + String(n.on)} data-unseen={n.unseen || undefined}>
            <span>{t(n.on ? 'casework:digests.named' : 'casework:digests.unnamed')}</span>
            <small>{days.instant(n.at)}</small>
            {n.case && (
              <Link to="/cases/$id" params={{ id: n.case }}>
                {t('casework:digests.openCase')}
              </Link>
            )}
            {n.unseen && <small>{t('casework:digests.unseen')}</small>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Line({ told }: { told: Digest }) {
  const { t } = useTranslation()
  const { view, most } = told
  return (
    <li data-unseen={told.unseen || undefined}>
      <Link to="/cases" search={addressOf(view.address)}>
        {view.unit ? t('casework:view.of', view) : view.name}
      </Link>
      <span>{t('casework:digests.found', { n: upTo(most, told.found) })}</span>
      {told.late > 0 && <span>{t('casework:digests.late', { n: upTo(most, told.late) })}</span>}
      {told.fresh > 0 && (
        <span>
          {t(told.weekly ? 'casework:digests.freshWeek' : 'casework:digests.fresh', { n: upTo(most, told.fresh) })}
        </span>
      )}
      {told.unseen && <small>{t('casework:digests.unseen')}</small>}
    </li>
  )
}
