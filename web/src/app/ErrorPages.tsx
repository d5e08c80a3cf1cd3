import { Link, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { actingPost, useSession } from '@/api/session'

function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="notice">
      <h1>{title}</h1>
      {children}
    </section>
  )
}

/** No such page. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <Notice title={t('app:notFound.title')}>
      <p>{t('app:notFound.text')}</p>
      <Link to="/">{t('app:home')}</Link>
    </Notice>
  )
}

/** The acting post does not open this page: says what is lacking and whom to ask. */
export function Forbidden({ page }: { page: string }) {
  const { t } = useTranslation()
  const session = useSession()
  const post = actingPost(session)
  return (
    <Notice title={t('app:forbidden.title')}>
      <p>
        {post
          ? t('app:forbidden.acting', { org: post.orgName, role: t(`roles:${post.role}`), page })
          : t('app:forbidden.noPost', { page })}
      </p>
      {session.posts.length > 1 && <p>{t('app:forbidden.switch')}</p>}
      <p>{t('app:forbidden.ask')}</p>
      <Link to="/">{t('app:home')}</Link>
    </Notice>
  )
}

/** A page failed to load or to draw; often a new version of the console was installed meanwhile. */
export function RouteFailed() {
  const { t } = useTranslation()
  const router = useRouter()
  return (
    <Notice title={t('app:failed.title')}>
      <p>{t('app:failed.text')}</p>
      <p className="notice-acts">
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('app:failed.reload')}
        </Button>
        <Button onClick={() => router.history.back()}>{t('app:failed.back')}</Button>
        <Link to="/">{t('app:home')}</Link>
      </p>
    </Notice>
  )
}

/** The frame itself failed: no router and no link, only a fresh start. */
export function Crashed() {
  const { t } = useTranslation()
  return (
    <Notice title={t('app:failed.title')}>
      <p>{t('app:failed.text')}</p>
      <p className="notice-acts">
        <a href="/">{t('app:home')}</a>
      </p>
    </Notice>
  )
}
