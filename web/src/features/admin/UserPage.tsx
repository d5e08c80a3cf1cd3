import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import { ConfirmButton } from '@/shared/components/ConfirmButton'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { PageHeader } from '@/shared/components/PageHeader'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { QueryView } from '@/shared/components/QueryView'
import { toast } from '@/shared/components/Toasts'
import { dayText, today } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { useRouteParams } from '@/shared/lib/url'
import { disableUser, endPost, getUser, resetFactor, resetUser, revokeSessions } from './api'
import { GrantForm } from './GrantForm'
import { LinkActs, useProvider } from './LinkForm'
import { CodeOnce, Facts } from './parts'
import type { User, UserPost } from './types'
import { CorrectUser } from './UserForm'
import { UserState } from './UserState'
import './admin.css'

/** /users/$id */
export default function UserPage() {
  const { id = '' } = useRouteParams()
  const query = useQuery({ queryKey: ['user', id], queryFn: () => getUser(id) })
  return <QueryView query={query}>{(user) => <OneUser user={user} />}</QueryView>
}

function OneUser({ user }: { user: User }) {
  const { t, i18n } = useTranslation()
  const provider = useProvider()
  const session = useSession()
  const [correcting, setCorrecting] = useState(false)
  return (
    <>
      <PageHeader
        back={{ to: '/users', label: t('admin:users.title') }}
        title={user.name}
        meta={<UserState user={user} />}
        actions={<Acts user={user} />}
      />
      <div className="org-page">
        <section className="card">
          <header className="section-head">
            <h2>{t('admin:users.facts')}</h2>
            {may(session, 'manage.accounts') && (
              <Button onClick={() => setCorrecting(true)}>{t('admin:users.correct')}</Button>
            )}
          </header>
          <Facts
            rows={[
              [t('admin:users.username'), user.username],
              [t('admin:users.phone'), user.phone],
              [t('admin:users.factor'), t(user.secondFactor ? 'admin:users.factorOn' : 'admin:users.factorOff')],
              [provider, provider && t(user.linked ? 'admin:users.linkOn' : 'admin:users.linkOff')],
              [t('admin:users.created'), dayText(i18n.language).instant(user.createdAt)],
            ]}
          />
        </section>
        <Posts user={user} />
      </div>
      {correcting && <CorrectUser user={user} onClose={() => setCorrecting(false)} />}
    </>
  )
}

// Making and closing accounts, and giving them power, are kept apart on purpose:
// whoever lacks the one right reads on the button who has it.
function Acts({ user }: { user: User }) {
  const { t } = useTranslation()
  const session = useSession()
  const [code, setCode] = useState<string | null>(null)
  const refresh = [['user', user.id], ['users']]
  const self = session.user.id === user.id
  const reset = useSubmit({
    send: (id: string, h) => resetUser(id, h),
    refresh,
    onDone: (issued) => setCode(issued.code),
  })
  const disable = useSubmit({
    send: (off: boolean, h) => disableUser(user.id, off, h),
    version: user.version,
    refresh,
  })
  const revoke = useSubmit({
    send: (id: string, h) => revokeSessions(id, h),
    onDone: () => toast(t('admin:users.revoked')),
  })
  const factor = useSubmit({
    send: (id: string, h) => resetFactor(id, h),
    refresh,
    onDone: () => toast(t('admin:users.factorGone')),
  })
  const posts = self
    ? t('admin:users.notSelf')
    : may(session, 'manage.posts')
      ? undefined
      : t('admin:users.securityOnly')
  const accounts = self
    ? t('admin:users.notSelf')
    : may(session, 'manage.accounts')
      ? undefined
      : t('admin:users.systemOnly')
  return (
    <>
      <ConfirmButton
        question={t('admin:users.resetAsk')}
        detail={t('admin:users.resetHelp')}
        because={posts}
        loading={reset.busy}
        onConfirm={() => reset.submit(user.id)}
      >
        {t('admin:users.reset')}
      </ConfirmButton>
      {user.secondFactor && (
        <ConfirmButton
          question={t('admin:users.factorAsk')}
          detail={t('admin:users.factorHelp')}
          because={posts}
          loading={factor.busy}
          onConfirm={() => factor.submit(user.id)}
        >
          {t('admin:users.factorReset')}
        </ConfirmButton>
      )}
      <LinkActs user={user} because={posts} />
      <ConfirmButton
        question={t('admin:users.revokeAsk')}
        because={posts}
        loading={revoke.busy}
        onConfirm={() => revoke.submit(user.id)}
      >
        {t('admin:users.revoke')}
      </ConfirmButton>
      <ConfirmButton
        danger={!user.disabled}
        question={t(user.disabled ? 'admin:users.enableAsk' : 'admin:users.disableAsk')}
        because={accounts}
        loading={disable.busy}
        onConfirm={() => disable.submit(!user.disabled)}
      >
        {t(user.disabled ? 'admin:users.enable' : 'admin:users.disable')}
      </ConfirmButton>
      <ProblemNotice problem={reset.problem ?? factor.problem ?? disable.problem ?? revoke.problem} />
      {code && <CodeOnce of={user.username} code={code} onClose={() => setCode(null)} />}
    </>
  )
}

function Posts({ user }: { user: User }) {
  const { t } = useTranslation()
  const session = useSession()
  const [granting, setGranting] = useState(false)
  const keeps = may(session, 'manage.posts') && session.user.id !== user.id
  const end = useSubmit({ send: (id: string, h) => endPost(id, h), refresh: [['user', user.id], ['users']] })
  return (
    <section className="org-members">
      <header className="section-head">
        <h2>{t('admin:users.posts')}</h2>
        {keeps && (
          <Button type="primary" onClick={() => setGranting(true)}>
            {t('admin:posts.grant')}
          </Button>
        )}
      </header>
      <ProblemNotice problem={end.problem} />
      <DataTable
        name="posts"
        label={t('admin:users.posts')}
        columns={usePostColumns(keeps ? end.submit : undefined)}
        rows={user.posts}
        rowKey={(p) => p.id}
        empty={{ title: t('admin:users.noPost'), hint: t('admin:posts.noneHint') }}
      />
      {granting && <GrantForm user={user} onClose={() => setGranting(false)} />}
    </section>
  )
}

function usePostColumns(onEnd?: (id: string) => void): Column<UserPost>[] {
  const { t } = useTranslation()
  const columns: Column<UserPost>[] = [
    {
      key: 'org',
      title: t('admin:posts.org'),
      card: 'title',
      render: (p) => <Link to={`/orgs/${p.orgId}`}>{p.orgName}</Link>,
    },
    { key: 'role', title: t('admin:posts.role'), render: (p) => t(`roles:${p.role}`) },
    { key: 'scope', title: t('admin:posts.scope'), render: (p) => t(`admin:scope.${p.scope}`) },
    { key: 'from', title: t('admin:posts.from'), render: (p) => p.from },
    { key: 'until', title: t('admin:posts.until'), render: (p) => p.until ?? '' },
  ]
  if (!onEnd) return columns
  return [
    ...columns,
    {
      key: 'act',
      title: t('admin:acts'),
      card: 'foot',
      render: (p) =>
        p.until && p.until <= today() ? (
          t('admin:posts.ended')
        ) : (
          <ConfirmButton
            size="small"
            danger
            question={t('admin:posts.endAsk')}
            detail={t('admin:posts.endHelp')}
            onConfirm={() => onEnd(p.id)}
          >
            {t('admin:posts.end')}
          </ConfirmButton>
        ),
    },
  ]
}
