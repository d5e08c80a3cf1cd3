import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '@/api/client'
import type { components } from '@/api/schema'
import { Empty } from '@/shared/components/Empty'
import { PageHeader } from '@/shared/components/PageHeader'
import { QueryView } from '@/shared/components/QueryView'
import { filled, toUrl, useUrlState } from '@/shared/lib/url'
import { keys } from './api'
import { useCodes } from './codes'
import { type Filter, noFilter } from './filters'
import { type Line, lines, states } from './months'
import './months.css'

type Table = components['schemas']['MonthsOut']

const defaults = { unit: '', month: '', until: '', by: 'unit', kind: '' }
type Asked = typeof defaults

/** /months: cases registered in some months by organisation, kind and state; each number opens its list. */
export default function MonthsPage() {
  const { t } = useTranslation()
  const [asked, change] = useUrlState(defaults)
  const question = filled({ unit: asked.unit, month: asked.month, until: asked.until })
  const query = useQuery({
    queryKey: [...keys.cases, 'months', question],
    queryFn: () => ask(api.GET('/api/months', { params: { query: question } })),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHeader title={t('casework:months.title')} meta={t('casework:months.lead')} />
      <QueryView query={query} skeleton="table">
        {(table) => (
          <>
            <Asking table={table} asked={asked} change={change} />
            <Numbers table={table} asked={asked} change={change} />
          </>
        )}
      </QueryView>
    </>
  )
}

interface Props {
  table: Table
  asked: Asked
  change: (part: Partial<Asked>) => void
}

// What is counted: months, rows, kind; and the way up.
function Asking({ table, asked, change }: Props) {
  const { t } = useTranslation()
  const codes = useCodes()
  const kinds = [...new Set(table.cells.map((c) => c.kind))].sort()
  return (
    <div className="months-asking">
      <Input
        type="month"
        aria-label={t('casework:months.from')}
        value={table.month}
        onChange={(e) => e.target.value && change({ month: e.target.value, until: '' })}
      />
      <Input
        type="month"
        aria-label={t('casework:months.until')}
        value={table.until}
        min={table.month}
        onChange={(e) => e.target.value && change({ month: table.month, until: e.target.value })}
      />
      <Segmented
        aria-label={t('casework:months.rows')}
        value={asked.by}
        onChange={(by) => change({ by, kind: '' })}
        options={['unit', 'kind'].map((by) => ({ value: by, label: t(`casework:months.by.${by}`) }))}
      />
      {asked.by === 'unit' && (
        <Select
          aria-label={t('casework:months.kind')}
          value={asked.kind}
          popupMatchSelectWidth={false}
          onChange={(kind: string) => change({ kind })}
          options={[
            { value: '', label: t('casework:months.allKinds') },
            ...kinds.map((k) => ({ value: k, label: codes.name('dispute_cause', k) })),
          ]}
        />
      )}
      {table.up && <Button onClick={() => change({ unit: table.up ?? '' })}>{t('casework:months.up')}</Button>}
    </div>
  )
}

function Numbers({ table, asked, change }: Props) {
  const { t } = useTranslation()
  const codes = useCodes()
  const all = lines(table, asked.by === 'kind' ? 'kind' : 'unit', asked.kind)
  const shown = states.filter((s) => all.some((line) => line.n[s]))
  if (table.cells.length === 0) return <Empty title={t('casework:months.none')} hint={t('casework:months.noneHint')} />
  const label = (line: Line) => (asked.by === 'kind' ? codes.name('dispute_cause', line.key) : line.name)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className="desk-table" aria-label={t('casework:months.title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(`casework:months.by.${asked.by === 'kind' ? 'kind' : 'unit'}`)}</th>
            <th scope="col" data-align="right">
              {t('casework:months.total')}
            </th>
            {shown.map((s) => (
              <th key={s} scope="col" data-align="right">
                {t(`states:${s}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map((line) => (
            <tr key={`${line.key} ${line.below}`}>
              <th scope="row">
                {line.open ? (
                  <Button type="link" className="months-into" onClick={() => change({ unit: line.key })}>
                    {label(line)}
                  </Button>
                ) : (
                  label(line)
                )}
                {asked.by === 'unit' && !line.below && <small> {t('casework:months.itself')}</small>}
              </th>
              {['', ...shown].map((s) => {
                const n = s ? (line.n[s] ?? 0) : Object.values(line.n).reduce((sum, one) => sum + one, 0)
                return (
                  <td key={s} data-align="right">
                    {n === 0 ? (
                      0
                    ) : (
                      <Link to="/cases" search={toUrl(line.filter(s), noFilter as Filter) as never}>
                        {n}
                      </Link>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
