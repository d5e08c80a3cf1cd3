import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { PageHeader } from '@/shared/components/PageHeader'
import { StateTag } from '@/shared/components/StateTag'
import { Chip } from '@/shared/components/Timeline'
import { useUrlState } from '@/shared/lib/url'
import { keys, listWork } from './api'
import { RowClock } from './CaseClock'
import type { Task } from './wire'
import './casework.css'

const whose = ['mine', 'unit', 'below'] as const
const defaults = { of: 'unit', after: '' }

/** /work: what has to be done, the earliest due first. The home page. */
export default function WorkPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [{ of, after }, change] = useUrlState(defaults)
  const query = useQuery({
    queryKey: [...keys.work, of, after],
    queryFn: () => listWork({ of, cursor: after, limit: 50 }),
    placeholderData: (before) => before,
  })
  const columns = useColumns()
  return (
    <>
      <PageHeader title={t('casework:work.title')} meta={t('casework:work.meta')} />
      <div className="filter-bar">
        <fieldset className="chips" aria-label={t('casework:work.whose')}>
          {whose.map((one) => (
            <Chip key={one} on={of === one} onClick={() => change({ of: one })}>
              {t(`casework:work.of.${one}`)}
            </Chip>
          ))}
        </fieldset>
      </div>
      <DataTable
        name="work"
        label={t('casework:work.title')}
        columns={columns}
        rowKey={(task) => task.id}
        rows={query.data?.items}
        problem={query.error && toProblem(query.error)}
        onRetry={() => void query.refetch()}
        refreshing={query.isPlaceholderData}
        paging={{ next: query.data?.next, after, onPage: (cursor) => change({ after: cursor }) }}
        onOpen={(task) => void navigate({ to: '/cases/$id', params: { id: task.case.id } as never })}
        empty={{
          title: t(`casework:work.none.${of}`),
          hint: t('casework:work.noneHint'),
          action: <Link to="/cases">{t('casework:work.toCases')}</Link>,
        }}
      />
    </>
  )
}

function useColumns(): Column<Task>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'task',
      title: t('casework:work.task'),
      card: 'title',
      render: ({ clock, case: c }) => (
        <Link to="/cases/$id" params={{ id: c.id } as never} className="work-task">
          <strong>{t(`casework:task.${clock.kind}`)}</strong>
          <span className="work-title">{c.title}</span>
        </Link>
      ),
    },
    {
      key: 'clock',
      title: t('casework:column.clock'),
      render: (task) => <RowClock next={task.clock} caseId={task.case.id} clockId={task.id} />,
    },
    { key: 'no', title: t('casework:column.no'), render: ({ case: c }) => c.no },
    { key: 'unit', title: t('casework:column.unit'), render: (task) => task.unitName },
    {
      key: 'handler',
      title: t('casework:column.handler'),
      render: ({ case: c }) => c.handlerName || t('casework:noHandler'),
    },
    {
      key: 'state',
      title: t('casework:column.state'),
      card: 'foot',
      render: ({ case: c }) => <StateTag state={c.state} />,
    },
  ]
}
