import { useTranslation } from 'react-i18next'
import { type Session, signOut } from '@/api/session'
import { PasswordForm } from '@/shared/components/PasswordForm'
import { EntryFrame } from './EntryFrame'

/** Shown instead of the console while the first password must be replaced. */
export function ChangePasswordPage({ session }: { session: Session }) {
  const { t } = useTranslation()
  return (
    <EntryFrame title={t('entry:change.title')}>
      <p>{t('entry:change.why', { name: session.user.name })}</p>
      <PasswordForm username={session.user.username} />
      <button type="button" className="plain-button" onClick={() => void signOut()}>
        {t('entry:signOut')}
      </button>
    </EntryFrame>
  )
}
