import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import { ConfirmButton } from '@/shared/components/ConfirmButton'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { DateInput } from '@/shared/components/DateInput'
import { FilterBar } from '@/shared/components/FilterBar'
import { PageHeader } from '@/shared/components/PageHeader'
import { PanelForm } from '@/shared/components/PanelForm'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { QueryView } from '@/shared/components/QueryView'
import { toast } from '@/shared/components/Toasts'
import { ToneTag } from '@/shared/components/Tones'
import { today } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { useRouteParams, useUrlState } from '@/shared/lib/url'
import { addItem, getCodeList, type ItemInput, retireItem, reviseItem } from './api'
import { SourceStatus } from './parts'
import type { CodeItem, CodeList } from './types'
import './admin.css'

/** /codes/$id */
export default function CodeListPage() {
  const { id = '' } = useRouteParams()
  const query = useQuery({ queryKey: ['list', id], queryFn: () => getCodeList(id) })
  return <QueryView query={query}>{(list) => <OneList key={list.id} list={list} />}</QueryView>
}

const defaults = { text: '', past: '' }
const ended = (item: CodeItem) => item.until !== undefined && item.until !== '' && item.until <= today()

function OneList({ list }: { list: CodeList }) {
  const { t, i18n } = useTranslation()
  const session = useSession()
  const [url, change] = useUrlState(defaults)
  const [editing, setEditing] = useState<CodeItem | 'new' | null>(null)
  const refresh = [['list', list.id], ['lists'], ['codes']]
  const retire = useSubmit({
    send: (code: string, h) => retireItem(list.id, code, undefined, h),
    version: list.version,
    refresh,
  })
  const editable = list.editable && may(session, 'manage.codes')
  const words = url.text.toLowerCase()
  const shown = list.items.filter(
    (i) => (url.past || !ended(i)) && `${i.code} ${i.zh} ${i.en}`.toLowerCase().includes(words),
  )
  return (
    <>
      <PageHeader
        back={{ to: '/codes', label: t('admin:codes.title') }}
        title={i18n.language === 'en' ? list.en : list.zh}
        meta={
          <>
            <SourceStatus status={list.status} />
            {list.citation && <span>{list.citation}</span>}
            {!list.editable && <span>{t('admin:codes.fixedWhy')}</span>}
          </>
        }
        actions={
          editable && (
            <Button type="primary" onClick={() => setEditing('new')}>
              {t('admin:codes.add')}
            </Button>
          )
        }
      />
      <FilterBar
        chips={[{ key: '1', label: t('admin:codes.past') }]}
        active={url.past}
        onActive={(past) => change({ past })}
        words={url.text}
        onWords={(text) => change({ text })}
      />
      <ProblemNotice problem={retire.problem} />
      <DataTable
        name="items"
        label={t('admin:codes.items')}
        columns={useColumns(list, editable ? { edit: setEditing, retire: retire.submit } : undefined)}
        rows={shown}
        rowKey={(i) => `${i.code} ${i.from}`}
        empty={{ title: t('admin:codes.noItems') }}
      />
      {editing && <ItemForm list={list} item={editing} refresh={refresh} onClose={() => setEditing(null)} />}
    </>
  )
}

interface FormProps {
  list: CodeList
  item: CodeItem | 'new'
  refresh: readonly (readonly unknown[])[]
  onClose: () => void
}

function ItemForm({ list, item, refresh, onClose }: FormProps) {
  const { t, i18n } = useTranslation()
  const [form] = Form.useForm<ItemInput>()
  const fresh = item === 'new'
  const { submit, busy, problem } = useSubmit<ItemInput, void>({
    send: (values, h) =>
      fresh ? addItem(list.id, values, h) : reviseItem(list.id, { ...revised(item), ...values, code: item.code }, h),
    version: list.version,
    refresh,
    onDone: () => {
      toast(t('admin:saved'))
      onClose()
    },
  })
  const groups = list.items.filter((i) => !i.parent && !ended(i))
  return (
    <PanelForm<ItemInput>
      open
      title={fresh ? t('admin:codes.add') : t('admin:codes.edit')}
      onClose={onClose}
      form={form}
      initial={fresh ? { from: today() } : { zh: item.zh, en: item.en, from: today() }}
      onSubmit={submit}
      submitLabel={t('admin:save')}
      busy={busy}
      problem={problem}
    >
      <p className="panel-lead">{t('admin:codes.editHelp')}</p>
      {fresh && (
        <>
          <Form.Item
            name="code"
            label={t('admin:codes.code')}
            rules={[{ required: true, message: t('admin:required') }]}
          >
            <Input maxLength={40} />
          </Form.Item>
          {list.levels > 1 && (
            <Form.Item name="parent" label={t('admin:codes.group')}>
              <Select
                allowClear
                options={groups.map((g) => ({ value: g.code, label: i18n.language === 'en' ? g.en : g.zh }))}
              />
            </Form.Item>
          )}
        </>
      )}
      <Form.Item name="zh" label={t('admin:codes.zh')} rules={[{ required: true, message: t('admin:required') }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="en" label={t('admin:codes.en')} rules={[{ required: true, message: t('admin:required') }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="from" label={t('admin:codes.from')}>
        <DateInput lean="future" min={today()} />
      </Form.Item>
    </PanelForm>
  )
}

// What a rename leaves as it is: the group and the mappings to the statutory lists.
function revised(item: CodeItem): ItemInput {
  const { code, parent, zh, en, mapping } = item
  return { code, zh, en, ...(parent ? { parent } : {}), ...(mapping ? { mapping } : {}) }
}

interface ItemActs {
  edit: (item: CodeItem) => void
  retire: (code: string) => void
}

function useColumns(list: CodeList, acts?: ItemActs): Column<CodeItem>[] {
  const { t, i18n } = useTranslation()
  const english = i18n.language === 'en'
  const columns: Column<CodeItem>[] = [
    {
      key: 'name',
      title: t('admin:codes.name'),
      card: 'title',
      render: (i) => <span data-below={i.parent ? true : undefined}>{english ? i.en : i.zh}</span>,
    },
    { key: 'code', title: t('admin:codes.code'), render: (i) => i.code },
    { key: 'other', title: t(english ? 'admin:codes.zh' : 'admin:codes.en'), render: (i) => (english ? i.zh : i.en) },
    {
      key: 'mapping',
      title: t('admin:codes.mapping'),
      optional: true,
      render: (i) =>
        Object.entries(i.mapping ?? {})
          .map(([to, code]) => `${to} ${code}`)
          .join(t('admin:comma')),
    },
    { key: 'from', title: t('admin:codes.from'), render: (i) => i.from },
    {
      key: 'until',
      title: t('admin:codes.until'),
      render: (i) => i.until && <ToneTag tone="paused">{i.until}</ToneTag>,
    },
  ]
  if (!acts) return columns
  return [
    ...columns,
    {
      key: 'act',
      title: t('admin:acts'),
      card: 'foot',
      render: (i) =>
        !i.until && (
          <span className="row-acts">
            <Button size="small" onClick={() => acts.edit(i)}>
              {t('admin:codes.rename')}
            </Button>
            <ConfirmButton
              size="small"
              question={t('admin:codes.retireAsk', { name: english ? i.en : i.zh, list: english ? list.en : list.zh })}
              detail={t('admin:codes.retireHelp')}
              onConfirm={() => acts.retire(i.code)}
            >
              {t('admin:codes.retire')}
            </ConfirmButton>
          </span>
        ),
    },
  ]
}
