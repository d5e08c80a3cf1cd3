import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import type { Column } from '@/shared/components/DataTable'
import { FilterBar } from '@/shared/components/FilterBar'
import { PageHeader } from '@/shared/components/PageHeader'
import { useUrlState } from '@/shared/lib/url'
import { listUsers } from './api'
import { CodeOnce, ListView } from './parts'
import { byUnit } from './posts'
import type { Issued, User } from './types'
import { NewUser } from './UserForm'
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
