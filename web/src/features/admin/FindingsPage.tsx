import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CopyText } from '@/shared/components/CopyText'
import type { Column } from '@/shared/components/DataTable'
import { PageHeader } from '@/shared/components/PageHeader'
import { dayText } from '@/shared/lib/dates'
import { useUrlState } from '@/shared/lib/url'
import { listFindings } from './api'
import { ListView } from './parts'
import type { MalwareFinding } from './types'
import './admin.css'

const defaults = { after: '' }

/** /findings: malware that was found in files, whoever sent them; without the names of files. */
export default function FindingsPage() {
  const { t, i18n } = useTranslation()
  const [url, change] = useUrlState(defaults)
  const query = useQuery({
    queryKey: ['findings', 'all', url.after],
    queryFn: () => listFindings(url.after),
    placeholderData: keepPreviousData,
  })
  const columns: Column<MalwareFinding>[] = [
    { key: 'malware', title: t('admin:findings.malware'), card: 'title', render: (f) => f.malware },
    { key: 'at', title: t('admin:findings.at'), render: (f) => dayText(i18n.language).instant(f.at) },
    { key: 'sender', title: t('admin:findings.sender'), render: (f) => f.sender },
    { key: 'kept', title: t('admin:findings.what'), render: (f) => t(`admin:findings.${f.kept ? 'kept' : 'refused'}`) },
    {
      key: 'digest',
      title: t('admin:findings.digest'),
      render: (f) => <CopyText text={f.digest} shown={`${f.digest.slice(0, 16)}…`} />,
    },
  ]
  return (
    <>
      <PageHeader title={t('admin:findings.title')} meta={t('admin:findings.lead')} />
      <ListView
        name="findings"
        label={t('admin:findings.title')}
        query={query}
        columns={columns}
        rowKey={(f) => f.id}
        empty={{ title: t('admin:findings.none'), hint: t('admin:findings.noneHint') }}
        after={url.after}
        onPage={(after) => change({ after })}
      />
    </>
  )
}
