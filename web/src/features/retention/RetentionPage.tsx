import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { may, useSession } from '@/api/session'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { FilterBar } from '@/shared/components/FilterBar'
import { PageHeader } from '@/shared/components/PageHeader'
import { ToneTag } from '@/shared/components/Tones'
import { dayText, today } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { useUrlState } from '@/shared/lib/url'
import { type Batch, batches, type Ending, keys, listEnding, propose } from './api'
import { useNames } from './names'
import { tones } from './tones'
import { WordsForm } from './WordsForm'
import './retention.css'

/** /retention: what is proposed and destroyed, and which files fall due. */
export default function RetentionPage() {
  const { t } = useTranslation()
  const session = useSession()
  return (
    <>
      <PageHeader title={t('retention:title')} meta={t('retention:lead')} />
      <div className="retention">
        <Batches />
        {may(session, 'read.destruction') && <EndingFiles />}
      </div>
    </>
  )
}

function Batches() {
  const { t, i18n } = useTranslation()
  const session = useSession()
  const navigate = useNavigate()
  const days = dayText(i18n.language)
  const query = useQuery(batches)
  const opens = may(session, 'read.destruction')
  const name = (b: Batch) => b.no || t('retention:batchOf', { org: b.org, on: days.short(b.foundAt.slice(0, 10)) })
  const columns: Column<Batch>[] = [
    {
      key: 'no',
      title: t('retention:batch'),
      card: 'title',
      render: (b) => (opens ? <Link to={`/retention/${b.id}`}>{name(b)}</Link> : name(b)),
    },
    {
      key: 'state',
      title: t('retention:stateOf'),
      render: (b) => <ToneTag tone={tones[b.state] ?? 'plain'}>{t(`retention:state.${b.state}`)}</ToneTag>,
    },
    { key: 'org', title: t('retention:org'), render: (b) => b.org },
    {
      key: 'cases',
      title: t('retention:cases'),
      align: 'right',
      render: (b) => (b.cases < 0 ? t('retention:few', { count: b.few }) : b.cases),
    },
    {
      key: 'destroyed',
      title: t('retention:destroyed'),
      align: 'right',
      render: (b) => (b.destroyed < 0 ? t('retention:hidden') : b.destroyed),
    },
    { key: 'proposed', title: t('retention:proposedBy'), render: (b) => b.proposedBy },
    { key: 'decided', title: t('retention:decidedBy'), render: (b) => b.decidedBy },
  ]
  return (
    <section>
      <h2>{t('retention:batches')}</h2>
      <DataTable
        name="retention-batches"
        label={t('retention:batches')}
        plain
        columns={columns}
        rows={query.data}
        rowKey={(b) => b.id}
        problem={query.error && toProblem(query.error)}
        onRetry={() => void query.refetch()}
        {...(opens ? { onOpen: (b: Batch) => void navigate({ to: `/retention/${b.id}` }) } : {})}
        empty={{ title: t('retention:noBatches'), hint: t('retention:noBatchesHint') }}
      />
    </section>
  )
}

const horizons = ['0', '1', '5', '10'] as const
const defaults = { within: '0' }

// inYears is the same day some years from now.
const inYears = (day: string, n: number) => `${Number(day.slice(0, 4)) + n}${day.slice(4).replace('-02-29', '-02-28')}`

function EndingFiles() {
  const { t } = useTranslation()
  const session = useSession()
  const navigate = useNavigate()
  const [url, change] = useUrlState(defaults)
  const [marked, setMarked] = useState<string[]>([])
  const [asking, setAsking] = useState(false)
  const query = useQuery({
    queryKey: [...keys.all, 'ending', url.within],
    queryFn: () => listEnding(inYears(today(), Number(url.within))),
  })
  const ready = (k: Ending) => k.dueOn <= today() && !k.held && !k.waiting
  const chosen = (query.data?.items ?? []).filter((k) => marked.includes(k.id) && ready(k)).map((k) => k.id)
  const { submit, busy, problem } = useSubmit<string, Batch>({
    send: (reason) => propose(chosen, reason),
    refresh: [keys.all],
    onDone: (b) => void navigate({ to: `/retention/${b.id}` }),
  })
  return (
    <section>
      <h2>{t('retention:ending')}</h2>
      <FilterBar
        chips={horizons.map((n) => ({ key: n, label: t(`retention:within.${n}`) }))}
        active={url.within}
        onActive={(within) => change({ within: within || '0' })}
      />
      {query.data?.more && <p className="retention-more">{t('retention:more', { count: query.data.items?.length })}</p>}
      <DataTable
        name="retention-ending"
        label={t('retention:ending')}
        plain
        columns={useEndingColumns()}
        rows={query.data && (query.data.items ?? [])}
        rowKey={(k) => k.id}
        problem={query.error && toProblem(query.error)}
        onRetry={() => void query.refetch()}
        selection={
          may(session, 'propose.destruction') && url.within === '0'
            ? {
                keys: marked,
                onChange: setMarked,
                actions: (
                  <Button type="primary" disabled={chosen.length === 0} onClick={() => setAsking(true)}>
                    {t('retention:proposeSome', { count: chosen.length })}
                  </Button>
                ),
              }
            : undefined
        }
        empty={{ title: t('retention:noneEnding') }}
      />
      {asking && (
        <WordsForm
          title={t('retention:step.propose')}
          lead={t('retention:proposeLead')}
          need
          busy={busy}
          problem={problem}
          onSubmit={submit}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}

function useEndingColumns(): Column<Ending>[] {
  const { t, i18n } = useTranslation()
  const names = useNames()
  const days = dayText(i18n.language)
  return [
    {
      key: 'title',
      title: t('retention:case'),
      card: 'title',
      render: (k) => (
        <Link to={`/cases/${k.id}`}>
          {k.title} <small>{k.no}</small>
        </Link>
      ),
    },
    { key: 'category', title: t('retention:category'), render: (k) => names.category(k.category) },
    { key: 'from', title: t('retention:from'), render: (k) => days.long(k.from) },
    { key: 'period', title: t('retention:period'), render: (k) => names.period(k.period, k.years) },
    { key: 'due', title: t('retention:dueOn'), render: (k) => days.long(k.dueOn) },
    {
      key: 'kept',
      title: t('retention:note'),
      render: (k) =>
        k.held ? (
          <ToneTag tone="sealed">{t('retention:held')}</ToneTag>
        ) : k.waiting ? (
          <ToneTag tone="near">{t('retention:waiting')}</ToneTag>
        ) : (
          ''
        ),
    },
  ]
}
