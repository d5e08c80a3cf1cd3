import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { PanelForm } from '@/shared/components/PanelForm'
import { toast } from '@/shared/components/Toasts'
import { useSubmit } from '@/shared/lib/submit'
import { createUser, updateUser } from './api'
import type { Issued, User } from './types'

interface NewValues {
  username: string
  name: string
  phone?: string
}

/** Makes an account. */
export function NewUser({ onClose, onDone }: { onClose: () => void; onDone: (made: Issued) => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<NewValues>()
  const { submit, busy, problem } = useSubmit({ send: createUser, refresh: [['users']], onDone })
  return (
    <PanelForm<NewValues>
      open
      title={t('admin:users.create')}
      onClose={onClose}
      form={form}
      initial={{}}
      onSubmit={submit}
      submitLabel={t('admin:users.create')}
      busy={busy}
      problem={problem}
    >
      <p className="panel-lead">{t('admin:users.createHelp')}</p>
      <Form.Item
        name="username"
        label={t('admin:users.username')}
        rules={[{ required: true, whitespace: true, message: t('admin:required') }]}
      >
        <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <NameAndPhone />
    </PanelForm>
  )
}

type Facts = Omit<NewValues, 'username'>

/** Corrects how somebody is called and reached. The username stays: what they did stands under it. */
export function CorrectUser({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Facts>()
  const { submit, busy, problem } = useSubmit<Facts, void>({
    send: (facts, h) => updateUser(user.id, facts, h),
    version: user.version,
    refresh: [['user', user.id], ['users']],
    onDone: () => {
      toast(t('admin:saved'))
      onClose()
    },
  })
  return (
    <PanelForm<Facts>
      open
      title={t('admin:users.correct')}
      onClose={onClose}
      form={form}
      initial={{ name: user.name, ...(user.phone ? { phone: user.phone } : {}) }}
      onSubmit={submit}
      submitLabel={t('admin:save')}
      busy={busy}
      problem={problem}
    >
      <p className="panel-lead">{t('admin:users.correctHelp')}</p>
      <NameAndPhone />
    </PanelForm>
  )
}

function NameAndPhone() {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item
        name="name"
        label={t('admin:users.name')}
        rules={[{ required: true, whitespace: true, message: t('admin:required') }]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={t('admin:users.phone')}>
        <Input type="tel" maxLength={20} autoComplete="off" />
      </Form.Item>
    </>
  )
}
