import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Progress, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { useFaultText } from '@/shared/components/FaultText'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { QueryView } from '@/shared/components/QueryView'
import { SidePanel } from '@/shared/components/SidePanel'
import { toast } from '@/shared/components/Toasts'
import { dayText } from '@/shared/lib/dates'
import { saveFile } from '@/shared/lib/saveFile'
import { useSubmit } from '@/shared/lib/submit'
import { allOf } from './bulk'
import {
  beginExport,
  cancelExport,
  type ExportColumn,
  exportColumns,
  exportKey,
  fetchExport,
  listExports,
  moving,
  type Taken,
} from './exports'
import type { Filter } from './filters'
import './export.css'
import './bulk.css'

interface Props {
  /** The ticked cases. */
  ids: readonly string[]
  filter: Filter
  /** Keys of the columns the list shows: the table has the same unless others are chosen. */
  shown: readonly string[]
  onClose: () => void
}

interface Values {
  all: boolean
  format: 'xlsx' | 'csv'
  columns: string[]
  reason?: string
}

/** Tables to take away: which cases, which columns, how far each is, and where it can be fetched. */
export function ExportPanel({ ids, filter, shown, onClose }: Props) {
  const { t } = useTranslation()
  const query = useQuery({
    queryKey: exportKey,
    queryFn: listExports,
    refetchInterval: (q) => (q.state.data?.items.some(moving) ? 1000 : false),
  })
  const [form] = Form.useForm<Values>()
  const ask = useSubmit({
    send: ({ all, reason, ...rest }: Values, headers) =>
      beginExport({ ...rest, ...(reason ? { reason } : {}) }, all ? allOf(filter) : { ids }, headers),
    refresh: [exportKey],
  })
  return (
    <SidePanel
      open
      title={t('casework:export.title')}
      onClose={onClose}
      footer={
        <>
          <Button type="primary" loading={ask.busy} onClick={() => form.submit()}>
            {t('casework:export.begin')}
          </Button>
          <Button onClick={onClose}>{t('shared:close')}</Button>
        </>
      }
    >
      <QueryView query={query} skeleton="lines">
        {({ items, columns }) => (
          <>
            {items.length > 0 && <Made items={items} />}
            <Form<Values>
              form={form}
              layout="vertical"
              scrollToFirstError={{ focus: true }}
              initialValues={{ all: ids.length === 0, format: 'xlsx', columns: exportColumns(shown) }}
              onFinish={(values) => ask.submit(values)}
            >
              <Fields ids={ids} columns={columns} />
            </Form>
            <ProblemNotice problem={ask.problem} />
          </>
        )}
      </QueryView>
    </SidePanel>
  )
}

function Fields({ ids, columns }: { ids: readonly string[]; columns: readonly ExportColumn[] }) {
  const { t } = useTranslation()
  const chosen: readonly string[] = Form.useWatch('columns') ?? []
  const personal = columns.some((c) => c.personal && chosen.includes(c.name))
  return (
    <>
      <Form.Item name="all" label={t('casework:export.which')}>
        <Radio.Group
          options={[
            ...(ids.length > 0 ? [{ value: false, label: t('casework:bulk.ticked', { count: ids.length }) }] : []),
            { value: true, label: t('casework:export.all') },
          ]}
        />
      </Form.Item>
      <Form.Item name="format" label={t('casework:export.format')}>
        <Radio.Group
          options={[
            { value: 'xlsx', label: t('casework:export.xlsx') },
            { value: 'csv', label: t('casework:export.csv') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="columns"
        label={t('casework:export.columns')}
        extra={t('casework:export.columnsHint')}
        rules={[{ type: 'array', min: 1, message: t('casework:export.noColumn') }]}
      >
        <Checkbox.Group className="export-columns" options={columns.map((c) => ({ value: c.name, label: c.label }))} />
      </Form.Item>
      {personal && (
        <Form.Item
          name="reason"
          label={t('casework:export.reason')}
          extra={t('casework:export.reasonHint')}
          rules={[{ required: true, whitespace: true, message: t('casework:needed') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
      <p className="export-note">{t('casework:export.note')}</p>
    </>
  )
}

function Made({ items }: { items: readonly Taken[] }) {
  const { t } = useTranslation()
  return (
    <section className="export-made" aria-label={t('casework:export.made')}>
      <h3>{t('casework:export.made')}</h3>
      <ul className="bulk-lines">
        {items.slice(0, 5).map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
    </section>
  )
}

// One export: how far it is, and what can be done with it.
function Line({ one }: { one: Taken }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const say = useFaultText()
  const days = dayText(i18n.language)
  const [busy, setBusy] = useState(false)
  const at = days.instant(one.askedAt)

  async function act(what: () => Promise<unknown>) {
    setBusy(true)
    try {
      await what()
    } catch (error) {
      toast(say(toProblem(error)), 'overdue')
    } finally {
      setBusy(false)
      await queries.invalidateQueries({ queryKey: exportKey })
    }
  }

  const fetch = async () => {
    const { file, name } = await fetchExport(one.id, i18n.language)
    saveFile(file, name)
    toast(t('casework:export.saved'))
  }
  return (
    <li data-state={one.state}>
      <span>
        {at} {one.format.toUpperCase()} {one.total > 0 && t('casework:export.rows', { count: one.total })}
      </span>
      <small role="status">
        {t(`casework:export.state.${one.state}`)}
        {one.expiresAt && ` ${t('casework:export.until', { at: days.instant(one.expiresAt) })}`}
      </small>
      {moving(one) && (
        <Progress
          percent={one.total > 0 ? Math.floor((100 * one.done) / one.total) : 0}
          aria-label={t('casework:export.progress', { at })}
        />
      )}
      {one.state === 'ready' && (
        <Button
          type="primary"
          loading={busy}
          onClick={() => void act(fetch)}
          aria-label={t('casework:export.fetchAt', { at })}
        >
          {t('casework:export.fetch')}
        </Button>
      )}
      {(moving(one) || one.state === 'ready') && (
        <Button
          disabled={busy}
          onClick={() => void act(() => cancelExport(one.id))}
          aria-label={t(one.state === 'ready' ? 'casework:export.removeAt' : 'casework:export.stopAt', { at })}
        >
          {t(one.state === 'ready' ? 'casework:export.remove' : 'casework:export.stop')}
        </Button>
      )}
    </li>
  )
}
