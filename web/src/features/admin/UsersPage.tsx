import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import type { Column } from '@/shared/components/DataTable'
import { FilterBar } from '@/shared/components/FilterBar'
import { PageHeader } from '@/shared/components/PageHeader'
import { PanelForm } from '@/shared/components/PanelForm'
import { useSubmit } from '@/shared/lib/submit'
import { useUrlState } from '@/shared/lib/url'
import { createUser, listUsers } from './api'
import { CodeOnce, ListView } from './parts'
import { byUnit } from './posts'
import type { Issued, User } from './types'

import { UserState } from './UserState'
import './admin.css'

const defaults = { text: '', after: '' }

/** /users */
export default function UsersPage() {
  const { t } = useTranslation()
  const session = useSession()
  const navigate = useNavigate()
  const [url, change] = useUrlState(defaults)
  const [creating, setCreating] = useState(false)
  const [issued, setIssued] = useState<Issued | null>(null)
  const query = useQuery({
    queryKey: ['users', url],
    queryFn: () => listUsers({ ...(url.text ? { text: url.text } : {}), ...(url.after ? { cursor: url.after } : {}) }),
    placeholderData: keepPreviousData,
  })
  const create = may(session, 'manage.accounts')
  const button = create && (
    <Button type="primary" onClick={() => setCreating(true)}>
      {t('admin:users.create')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('admin:users.title')} actions={button} />
      <FilterBar
        chips={[]}
        active=""
        onActive={() => undefined}
        words={url.text}
        onWords={(text) => change({ text })}
        wordsLabel={t('admin:users.search')}
      />
      <ListView
        name="users"
        label={t('admin:users.title')}
        query={query}
        columns={useColumns()}
        rowKey={(u) => u.id}
        onOpen={(u) => void navigate({ to: `/users/${u.id}` })}
        empty={
          url.text
            ? { title: t('admin:users.notFound'), hint: t('admin:users.noneHint'), action: button }
            : { title: t('admin:users.none'), action: button }
        }
        after={url.after}
        onPage={(after) => change({ after })}
      />
      {creating && (
        <NewUser
          onClose={() => setCreating(false)}
          onDone={(made) => {
            setCreating(false)
            setIssued(made)
          }}
        />
      )}
      {issued && (
        <CodeOnce
          of={issued.username}
          code={issued.code}
          onClose={() => {
            setIssued(null)
            void navigate({ to: `/users/${issued.id}` })
          }}
        />
      )}
    </>
  )
}

interface NewValues {
  username: string
  name: string
  phone?: string
}

function NewUser({ onClose, onDone }: { onClose: () => void; onDone: (made: Issued) => void }) {
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
      <Form.Item
        name="name"
        label={t('admin:users.name')}
        rules={[{ required: true, whitespace: true, message: t('admin:required') }]}
      >
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={t('admin:users.phone')}>
        <Input type="tel" maxLength={20} autoComplete="off" />
      </Form.Item>
    </PanelForm>
  )
}

function useColumns(): Column<User>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'name',
      title: t('admin:users.name'),
      card: 'title',
      render: (u) => <Link to={`/users/${u.id}`}>{u.name}</Link>,
    },
    { key: 'username', title: t('admin:users.username'), render: (u) => u.username },
    {
      key: 'posts',
      title: t('admin:users.posts'),
      render: (u) =>
        u.posts.length === 0
          ? t('admin:users.noPost')
          : byUnit(u.posts)
              .map(([org, held]) => `${org} ${held.map((role) => t(`roles:${role}`)).join(t('admin:users.roles'))}`)
              .join(t('admin:comma')),
    },
    { key: 'state', title: t('admin:users.state'), card: 'foot', render: (u) => <UserState user={u} /> },
  ]
}
