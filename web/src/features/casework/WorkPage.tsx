import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { PageHeader } from '@/shared/components/PageHeader'
import { StateTag } from '@/shared/components/StateTag'
import { Chip } from '@/shared/components/Timeline'
import { ToneTag } from '@/shared/components/Tones'
import { useUrlState } from '@/shared/lib/url'
import { keys, listWork, upTo, workCounts } from './api'
import { RowClock } from './CaseClock'
import type { Task, WorkCount } from './wire'
import './casework.css'

const whose = ['mine', 'unit', 'below'] as const
type Whose = (typeof whose)[number]
const defaults = { of: 'unit', after: '' }

/** /work: what has to be done, the earliest due first. The home page. */
export default function WorkPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [{ of, after }, change] = useUrlState(defaults)
  const query = useQuery({
    queryKey: [...keys.work, of, after],
    queryFn: () => listWork({ of: of as Whose, cursor: after, limit: 50 }),
    placeholderData: (before) => before,
  })
  const counts = useQuery(workCounts)
  const here = counts.data?.[of as Whose]
  const columns = useColumns(of)
  return (
    <>
      <PageHeader title={t('casework:work.title')} meta={<Meta counts={here} />} />
      <div className="filter-bar">
        <fieldset className="chips" aria-label={t('casework:work.whose')}>
          {whose.map((one) => (
            <Chip
              key={one}
              on={of === one}
              count={counts.data && upTo(counts.data.most, counts.data[one].all)}
              onClick={() => change({ of: one })}
            >
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
        total={
          here && counts.data && { count: Math.min(here.all, counts.data.most), more: here.all > counts.data.most }
        }
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

// How it stands at a glance: what is late and what soon will be.
function Meta({ counts }: { counts: WorkCount | undefined }) {
  const { t } = useTranslation()
  if (!counts || (counts.late === 0 && counts.near === 0)) return <span>{t('casework:work.meta')}</span>
  return (
    <>
      {counts.late > 0 && <ToneTag tone="overdue">{t('casework:work.late', { count: counts.late })}</ToneTag>}
      {counts.near > 0 && <ToneTag tone="near">{t('casework:work.near', { count: counts.near })}</ToneTag>}
      <span>{t('casework:work.meta')}</span>
    </>
  )
}

function useColumns(of: string): Column<Task>[] {
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
    {
      key: 'state',
      title: t('casework:column.state'),
      card: 'foot',
      render: ({ case: c }) => <StateTag state={c.state} />,
    },
    {
      key: 'unit',
      title: t('casework:column.unit'),
      card: of === 'below' ? 'line' : 'none',
      render: (task) => task.unitName,
    },
    {
      key: 'handler',
      title: t('casework:column.handler'),
      card: of === 'mine' ? 'none' : 'foot',
      render: ({ case: c }) => c.handlerName || t('casework:noHandler'),
    },
    { key: 'place', title: t('casework:column.place'), card: 'none', render: ({ case: c }) => c.regionName ?? '' },
    { key: 'no', title: t('casework:column.no'), card: 'foot', render: ({ case: c }) => c.no },
  ]
}
