import { DownloadOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { may, useSession } from '@/api/session'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { FilterBar } from '@/shared/components/FilterBar'
import { PageHeader } from '@/shared/components/PageHeader'
import { Chip } from '@/shared/components/Timeline'
import { usePhone } from '@/shared/lib/reading'
import { useStored } from '@/shared/lib/stored'
import { useUrlState } from '@/shared/lib/url'
import { countCases, keys, listCases, upTo } from './api'
import type { BulkAct } from './bulk'
import { CaseSentence } from './CaseSentence'
import { useCaseColumns } from './caseColumns'
import { byMatch, chipsQuery, type Filter, listQuery, noFilter, orderOf, searchText } from './filters'
import { useFilterWords } from './filterWords'
import { LedgerViews } from './LedgerViews'
import type { Counts, Row } from './wire'
import './casework.css'

const ExportPanel = lazy(() => import('./ExportPanel').then((m) => ({ default: m.ExportPanel })))
const BulkPanel = lazy(() => import('./BulkPanel').then((m) => ({ default: m.BulkPanel })))

const scopes = ['', 'unit', 'children', 'subtree'] as const
const colours = ['red', 'yellow', 'paused'] as const
const sorts = ['due', 'reported', 'updated', 'no'] as const
const life = [
  'reported',
  'accepted',
  'assigned',
  'handling',
  'settled',
  'performing',
  'failed',
  'withdrawn',
  'referred',
  'declined',
  'closed',
  'archived',
] as const

/** /cases: the ledger. The address holds the whole filter. */
export default function CasesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const session = useSession()
  const phone = usePhone() // its bar has no room for them
  const [filter, change] = useUrlState(noFilter)
  const query = useQuery({
    queryKey: [...keys.cases, listQuery(filter, 50)],
    queryFn: () => listCases(listQuery(filter, 50)),
    placeholderData: keepPreviousData,
  })
  const others = chipsQuery(filter)
  const counts = useQuery({
    queryKey: [...keys.cases, 'counts', others],
    queryFn: () => countCases(others),
    placeholderData: keepPreviousData,
  })
  const columns = useCaseColumns()
  const bulk = useBulk(filter, columns)
  const filtered = searchText({ ...filter, sort: 'due', desc: '' }) !== ''
  return (
    <>
      <PageHeader
        title={t('casework:cases.title')}
        actions={
          phone && (
            <>
              <Link to="/months">{t('casework:months.nav')}</Link>
              <Link to="/digests">{t('casework:digests.nav')}</Link>
            </>
          )
        }
      />
      <LedgerViews filter={filter} />
      <Filters filter={filter} change={change} counts={counts.data} />
      <DataTable
        name="cases"
        label={t('casework:cases.title')}
        columns={columns}
        rowKey={(row) => row.id}
        rows={query.data?.items}
        problem={query.error && toProblem(query.error)}
        onRetry={() => void query.refetch()}
        refreshing={query.isPlaceholderData}
        total={total(filter, counts.data)}
        selection={bulk.selection}
        tools={
          <>
            <Sorting filter={filter} change={change} />
            <Button icon={<DownloadOutlined aria-hidden />} onClick={bulk.onExport}>
              {t('casework:cases.export')}
            </Button>
            <Button icon={<UnorderedListOutlined aria-hidden />} onClick={bulk.onBulk}>
              {t('casework:bulk.title')}
            </Button>
          </>
        }
        paging={{ next: query.data?.next, after: filter.after, onPage: (after) => change({ after }) }}
        onOpen={(row) => void navigate({ to: '/cases/$id', params: { id: row.id } as never })}
        empty={{
          title: t(filtered ? 'casework:cases.noneFiltered' : 'casework:cases.none'),
          hint: t(filtered ? 'casework:cases.noneFilteredHint' : 'casework:cases.noneHint'),
          action: filtered ? (
            <Button onClick={() => change(noFilter)}>{t('shared:filter.clear')}</Button>
          ) : (
            may(session, 'register') && <Link to="/register">{t('casework:cases.first')}</Link>
          ),
        }}
      />
      {bulk.panel}
    </>
  )
}

const bulkActs: readonly BulkAct[] = ['assign', 'tag']

// Ticked cases and what is done to them; other cases on the screen, no ticks.
function useBulk(filter: Filter, columns: readonly Column<Row>[]) {
  const { t } = useTranslation()
  const [ids, setIds] = useState<string[]>([])
  const [doing, setDoing] = useState<{ act?: BulkAct }>()
  const [taking, setTaking] = useState<readonly string[]>()
  const [chosen] = useStored<string[] | null>('columns.cases', null)
  const clear = useCallback(() => setIds([]), [])
  const here = searchText(filter)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the filter is what it waits for
  useEffect(() => setIds([]), [here])
  const actions = bulkActs.map((a) => (
    <Button key={a} onClick={() => setDoing({ act: a })}>
      {t(`casework:bulk.${a}`)}
    </Button>
  ))
  actions.push(
    <Button key="export" onClick={() => setTaking(ids)}>
      {t('casework:bulk.export')}
    </Button>,
  )
  const shown = columns.filter((c) => (chosen ? chosen.includes(c.key) : !c.optional)).map((c) => c.key)
  const panel = (
    <Suspense>
      {doing && (
        <BulkPanel act={doing.act} ids={ids} filter={filter} onClose={() => setDoing(undefined)} onDone={clear} />
      )}
      {taking && <ExportPanel ids={taking} filter={filter} shown={shown} onClose={() => setTaking(undefined)} />}
    </Suspense>
  )
  return {
    selection: { keys: ids, onChange: setIds, actions },
    panel,
    onExport: () => setTaking([]),
    onBulk: () => setDoing({}),
  }
}

type Change = (part: Partial<Filter>) => void

// How many there are in all, as far as the chips know it.
function total(filter: Filter, counts: Counts | undefined) {
  if (!counts || (filter.colour && filter.state.length > 0)) return undefined
  const numbers = filter.colour
    ? [counts.colours[filter.colour] ?? 0]
    : Object.entries(counts.states).flatMap(([s, n]) =>
        filter.state.length === 0 || filter.state.includes(s) ? n : [],
      )
  if (filter.colour === 'green') return undefined
  const count = numbers.reduce((sum, n) => sum + Math.min(n, counts.most), 0)
  return { count, more: numbers.some((n) => n > counts.most) }
}

function Filters({ filter, change, counts }: { filter: Filter; change: Change; counts: Counts | undefined }) {
  const { t } = useTranslation()
  const set = useFilterWords(filter, change)
  const states = life.filter((s) => (counts?.states[s] ?? 0) > 0 || filter.state.includes(s))
  return (
    <FilterBar
      scope={
        <>
          <Segmented
            aria-label={t('shared:scope.label')}
            value={filter.scope}
            onChange={(scope) => change({ scope })}
            options={scopes.map((s) => ({ value: s, label: t(s ? `shared:scope.${s}` : 'casework:scopeAll') }))}
          />
          <fieldset className="chips" aria-label={t('casework:filter.colour')}>
            {colours.map((c) => (
              <Chip
                key={c}
                on={filter.colour === c}
                count={counts && upTo(counts.most, counts.colours[c] ?? 0)}
                onClick={() => change({ colour: filter.colour === c ? '' : c })}
              >
                {t(`casework:colour.${c}`)}
              </Chip>
            ))}
          </fieldset>
        </>
      }
      chips={states.map((s) => ({
        key: s,
        label: t(`states:${s}`),
        count: counts && upTo(counts.most, counts.states[s] ?? 0),
      }))}
      active={filter.state.length === 1 ? (filter.state[0] ?? '') : ''}
      onActive={(state) => change({ state: state ? [state] : [] })}
      words={filter.q}
      onWords={(q) => change({ q })}
      wordsLabel={t('casework:cases.search')}
      sentence={<CaseSentence filter={filter} change={change} />}
      set={set}
      onClear={() => change({ ...noFilter, q: filter.q, scope: filter.scope, sort: filter.sort, desc: filter.desc })}
    />
  )
}

function Sorting({ filter, change }: { filter: Filter; change: Change }) {
  const { t } = useTranslation()
  const sort = orderOf(filter)
  const value = filter.desc === '1' && sort !== byMatch ? `${sort}-` : sort
  return (
    <Select
      aria-label={t('casework:sort.label')}
      value={value}
      popupMatchSelectWidth={false}
      onChange={(v: string) => change({ sort: v.replace('-', ''), desc: v.endsWith('-') ? '1' : '' })}
      options={[
        ...(filter.q ? [{ value: byMatch, label: t('casework:sort.match') }] : []),
        ...sorts.flatMap((s) => [
          { value: s, label: t(`casework:sort.${s}`) },
          { value: `${s}-`, label: t(`casework:sort.${s}Desc`) },
        ]),
      ]}
    />
  )
}
