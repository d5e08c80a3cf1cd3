import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/shared/components/DataTable'
import { PageHeader } from '@/shared/components/PageHeader'
import { listCodeLists } from './api'
import { ListView, SourceStatus } from './parts'
import type { CodeList } from './types'
import './admin.css'

/** /codes: the code lists with their sources. */
export default function CodesPage() {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const query = useQuery({ queryKey: ['lists'], queryFn: listCodeLists })
  const columns: Column<CodeList>[] = [
    {
      key: 'name',
      title: t('admin:codes.list'),
      card: 'title',
      render: (l) => <Link to={`/codes/${l.id}`}>{i18n.language === 'en' ? l.en : l.zh}</Link>,
    },
    {
      key: 'editable',
      title: t('admin:codes.editable'),
      render: (l) => t(l.editable ? 'admin:codes.own' : 'admin:codes.fixed'),
    },
    { key: 'status', title: t('admin:source'), render: (l) => <SourceStatus status={l.status} /> },
    { key: 'citation', title: t('admin:citation'), render: (l) => l.citation },
    { key: 'id', title: t('admin:codes.id'), optional: true, render: (l) => l.id },
  ]
  return (
    <>
      <PageHeader title={t('admin:codes.title')} meta={t('admin:codes.lead')} />
      <ListView
        name="lists"
        label={t('admin:codes.title')}
        query={query}
        columns={columns}
        rowKey={(l) => l.id}
        onOpen={(l) => void navigate({ to: `/codes/${l.id}` })}
        empty={{ title: t('admin:codes.none') }}
      />
    </>
  )
}
