import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { actingPost, may, useSession } from '@/api/session'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { PanelForm } from '@/shared/components/PanelForm'
import { toast } from '@/shared/components/Toasts'
import { useSubmit } from '@/shared/lib/submit'
import { getOrg, listAreas, saveArea } from './api'
import type { Area } from './types'

/** Areas group the towns of a county, 南片 and 北片. They change without an official table. */
export function Areas() {
  const { t } = useTranslation()
  const session = useSession()
  const [editing, setEditing] = useState<Area | 'new' | null>(null)
  const query = useQuery({ queryKey: ['areas'], queryFn: listAreas })
  const manage = may(session, 'manage.orgs')
  const add = manage && (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('admin:areas.add')}
    </Button>
  )
  const columns: Column<Area>[] = [
    { key: 'name', title: t('admin:areas.name'), card: 'title', render: (a) => a.name },
    { key: 'code', title: t('admin:areas.code'), render: (a) => a.code },
    { key: 'position', title: t('admin:areas.position'), align: 'right', render: (a) => a.position },
  ]
  if (manage)
    columns.push({
      key: 'act',
      title: t('admin:acts'),
      card: 'foot',
      render: (a) => (
        <Button size="small" onClick={() => setEditing(a)}>
          {t('admin:edit')}
        </Button>
      ),
    })
  const rows = query.data?.items
  return (
    <section className="areas">
      <header className="section-head">
        <h2>{t('admin:areas.title')}</h2>
        {rows && rows.length > 0 && add}
      </header>
      <p className="panel-lead">{t('admin:areas.lead')}</p>
      <DataTable
        name="areas"
        plain
        label={t('admin:areas.title')}
        columns={columns}
        rows={rows}
        rowKey={(a) => a.code}
        problem={query.error && toProblem(query.error)}
        onRetry={() => void query.refetch()}
        empty={{ title: t('admin:areas.none'), action: add }}
      />
      {editing && (
        <AreaForm
          {...(editing === 'new' ? { next: (rows?.length ?? 0) + 1 } : { area: editing })}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  )
}

// The county is that of the organisation acted for.
function useCounty() {
  const post = actingPost(useSession())
  const org = useQuery({
    queryKey: ['org', post?.orgId],
    queryFn: () => getOrg(post?.orgId ?? ''),
    enabled: post !== undefined,
  })
  return org.data?.unit.region.slice(0, 6) ?? ''
}

function AreaForm({ area, next, onClose }: { area?: Area; next?: number; onClose: () => void }) {
  const { t } = useTranslation()
  const county = useCounty()
  const [form] = Form.useForm<Area>()
  const { submit, busy, problem } = useSubmit<Area, void>({
    send: (values, headers) => saveArea({ ...values, county: area?.county ?? county }, headers),
    refresh: [['areas'], ['org']],
    onDone: () => {
      toast(t('admin:saved'))
      onClose()
    },
  })
  const required = [{ required: true, whitespace: true, message: t('admin:required') }]
  return (
    <PanelForm<Area>
      open
      title={t(area ? 'admin:areas.edit' : 'admin:areas.add')}
      onClose={onClose}
      form={form}
      initial={area ?? { position: next ?? 1 }}
      onSubmit={submit}
      submitLabel={t('admin:save')}
      busy={busy}
      problem={problem}
    >
      <Form.Item name="name" label={t('admin:areas.name')} rules={required}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="code" label={t('admin:areas.code')} extra={t('admin:areas.codeHelp')} rules={required}>
        <Input maxLength={20} disabled={area !== undefined} autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="position" label={t('admin:areas.position')}>
        <InputNumber min={0} max={99} precision={0} />
      </Form.Item>
    </PanelForm>
  )
}
