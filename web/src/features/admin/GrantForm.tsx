import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DateInput } from '@/shared/components/DateInput'
import { PanelForm } from '@/shared/components/PanelForm'
import { toast } from '@/shared/components/Toasts'
import { OrgPicker, type TreeNode } from '@/shared/components/TreePicker'
import { today } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { grantPost, orgSource } from './api'
import { roles, scopes } from './orgKinds'
import type { User } from './types'

interface Values {
  orgId: TreeNode
  role: string
  scope?: string
  custom?: TreeNode
  from?: string
  until?: string
}

/** Gives a person a post: a role in an organisation, from a day on. */
export function GrantForm({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const scope = Form.useWatch('scope', form)
  const { submit, busy, problem } = useSubmit<Values>({
    send: ({ orgId, custom, until, ...rest }, headers) =>
      grantPost(
        {
          ...rest,
          userId: user.id,
          orgId: orgId.id,
          ...(until ? { until } : {}),
          ...(custom && rest.scope === 'custom' ? { custom: [custom.id] } : {}),
        },
        headers,
      ),
    refresh: [['user', user.id], ['users']],
    onDone: () => {
      toast(t('admin:saved'))
      onClose()
    },
  })
  return (
    <PanelForm<Values>
      open
      title={`${t('admin:posts.grant')} · ${user.name}`}
      onClose={onClose}
      form={form}
      initial={{ from: today() }}
      onSubmit={submit}
      submitLabel={t('admin:posts.grant')}
      busy={busy}
      problem={problem}
    >
      <Form.Item
        name="orgId"
        validateTrigger="onChange"
        label={t('admin:posts.org')}
        rules={[{ required: true, message: t('admin:required') }]}
      >
        <OrgPicker source={orgSource} />
      </Form.Item>
      <Form.Item
        name="role"
        validateTrigger="onChange"
        label={t('admin:posts.role')}
        rules={[{ required: true, message: t('admin:required') }]}
      >
        <Select options={roles.map((role) => ({ value: role, label: t(`roles:${role}`) }))} />
      </Form.Item>
      <Form.Item name="scope" label={t('admin:posts.scope')} extra={t('admin:posts.scopeHelp')}>
        <Select allowClear options={scopes.map((s) => ({ value: s, label: t(`admin:scope.${s}`) }))} />
      </Form.Item>
      {scope === 'custom' && (
        <Form.Item
          name="custom"
          validateTrigger="onChange"
          label={t('admin:posts.custom')}
          rules={[{ required: true, message: t('admin:required') }]}
        >
          <OrgPicker source={orgSource} />
        </Form.Item>
      )}
      <Form.Item name="from" validateTrigger="onChange" label={t('admin:posts.from')}>
        <DateInput lean="near" />
      </Form.Item>
      <Form.Item name="until" label={t('admin:posts.until')} extra={t('admin:posts.untilHelp')}>
        <DateInput lean="future" />
      </Form.Item>
    </PanelForm>
  )
}
