import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/shared/components/DataTable'
import { PageHeader } from '@/shared/components/PageHeader'
import { ToneTag } from '@/shared/components/Tones'
import { useUrlState } from '@/shared/lib/url'
import { listBreaches } from './api'
import { ListView } from './parts'
import type { Breach } from './types'
import './admin.css'

const defaults = { after: '' }

/** /breaches: committees that are not composed as the law asks, in and below one's own unit. */
export default function BreachesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [url, change] = useUrlState(defaults)
  const query = useQuery({
    queryKey: ['breaches', url],
    queryFn: () => listBreaches(url.after ? { cursor: url.after } : {}),
    placeholderData: keepPreviousData,
  })
  const columns: Column<Breach>[] = [
    {
      key: 'org',
      title: t('admin:breaches.org'),
      card: 'title',
      render: (b) => <Link to={`/orgs/${b.orgId}`}>{b.orgName}</Link>,
    },
    { key: 'what', title: t('admin:breaches.what'), render: (b) => <ToneTag tone="near">{b.text}</ToneTag> },
    { key: 'citation', title: t('admin:citation'), render: (b) => b.citation },
  ]
  return (
    <>
      <PageHeader title={t('admin:breaches.title')} meta={t('admin:breaches.lead')} />
      <ListView
        name="breaches"
        label={t('admin:breaches.title')}
        query={query}
        columns={columns}
        rowKey={(b) => `${b.orgId} ${b.code} ${b.text}`}
        onOpen={(b) => void navigate({ to: `/orgs/${b.orgId}` })}
        empty={{ title: t('admin:breaches.none'), hint: t('admin:breaches.noneHint') }}
        after={url.after}
        onPage={(after) => change({ after })}
      />
    </>
  )
}
