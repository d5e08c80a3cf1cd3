import { useQuery } from '@tanstack/react-query'
import { Button, Switch } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { speak } from '@/api/client'
import { toProblem } from '@/api/problem'
import { endSession, listSessions, type SessionInfo, useSession } from '@/api/session'
import { changeLanguage, currentLanguage } from '@/i18n'
import { ConfirmButton } from '@/shared/components/ConfirmButton'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { PageHeader } from '@/shared/components/PageHeader'
import { PasswordForm } from '@/shared/components/PasswordForm'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { toast } from '@/shared/components/Toasts'
import { ToneTag } from '@/shared/components/Tones'
import { dayText } from '@/shared/lib/dates'
import { setLargeType, useLargeType } from '@/shared/lib/reading'
import { useSubmit } from '@/shared/lib/submit'
import { Factor } from './Factor'
import { ProviderLink } from './ProviderLink'
import './account.css'

/** /account */
export default function AccountPage() {
  const { t } = useTranslation()
  const { user } = useSession()
  return (
    <>
      <PageHeader title={user.name} meta={t('account:who', { username: user.username })} />
      <div className="account">
        <div className="account-side">
          <Posts />
          <Reading />
        </div>
        <div className="account-side">
          <section className="card">
            <h2>{t('account:password')}</h2>
            <PasswordForm username={user.username} onDone={() => toast(t('account:changed'))} />
          </section>
          <Factor />
          <ProviderLink />
        </div>
        <Sessions />
      </div>
    </>
  )
}

function Posts() {
  const { t } = useTranslation()
  const { posts, actingPostId } = useSession()
  return (
    <section className="card">
      <h2>{t('account:posts')}</h2>
      {posts.length === 0 && <p>{t('account:noPosts')}</p>}
      <ul className="account-posts">
        {posts.map((post) => (
          <li key={post.id}>
            {post.orgName}
            <span>{t(`roles:${post.role}`)}</span>
            {post.id === actingPostId && <ToneTag tone="settled">{t('account:acting')}</ToneTag>}
          </li>
        ))}
      </ul>
    </section>
  )
}

// How this device shows the console; the same switches as in the bar on top.
function Reading() {
  const { t } = useTranslation()
  const large = useLargeType()
  const id = useId()
  const other = currentLanguage() === 'en' ? 'zh-CN' : 'en'
  return (
    <section className="card">
      <h2>{t('account:reading.title')}</h2>
      <p className="account-help">{t('account:reading.help')}</p>
      <div className="account-reading">
        <span>{t('account:reading.language')}</span>
        <Button
          lang={other}
          onClick={() => {
            speak(other)
            void changeLanguage(other)
          }}
        >
          {t('entry:otherLanguage')}
        </Button>
        <label htmlFor={`${id}-large`}>{t('account:reading.large')}</label>
        <Switch id={`${id}-large`} checked={large} onChange={setLargeType} />
      </div>
    </section>
  )
}

const sessionsKey = ['me', 'sessions'] as const

function Sessions() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: sessionsKey, queryFn: listSessions })
  const end = useSubmit({ send: (id: string) => endSession(id), refresh: [sessionsKey] })
  return (
    <section className="account-sessions">
      <h2>{t('account:sessions.title')}</h2>
      <ProblemNotice problem={end.problem} />
      <DataTable
        name="sessions"
        plain
        label={t('account:sessions.title')}
        columns={useColumns(end.submit)}
        rowKey={(s) => s.id}
        rows={query.data?.items ?? undefined}
        problem={query.error && toProblem(query.error)}
        onRetry={() => void query.refetch()}
        empty={{ title: t('account:sessions.none') }}
      />
    </section>
  )
}

function useColumns(end: (id: string) => void): Column<SessionInfo>[] {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  return [
    {
      key: 'client',
      title: t('account:sessions.client'),
      card: 'title',
      render: (s) => s.client || t('account:sessions.unknown'),
    },
    { key: 'seen', title: t('account:sessions.seen'), render: (s) => days.instant(s.lastSeenAt) },
    { key: 'since', title: t('account:sessions.since'), render: (s) => days.instant(s.createdAt) },
    { key: 'address', title: t('account:sessions.address'), render: (s) => s.address ?? '' },
    {
      key: 'act',
      title: t('account:sessions.act'),
      card: 'foot',
      render: (s) =>
        s.current ? (
          <ToneTag tone="settled">{t('account:sessions.current')}</ToneTag>
        ) : (
          <ConfirmButton
            size="small"
            question={t('account:sessions.question')}
            detail={t('account:sessions.detail')}
            onConfirm={() => end(s.id)}
          >
            {t('account:sessions.end')}
          </ConfirmButton>
        ),
    },
  ]
}
