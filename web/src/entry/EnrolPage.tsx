import { useTranslation } from 'react-i18next'
import { loadSession, type Session, signOut } from '@/api/session'
import { FactorForm } from '@/shared/components/FactorForm'
import { EntryFrame } from './EntryFrame'

/** Shown instead of the console while a second factor must be enrolled. */
export function EnrolPage({ session }: { session: Session }) {
  const { t } = useTranslation()
  return (
    <EntryFrame title={t('entry:factor.title')}>
      <p>{t('entry:factor.duty', { name: session.user.name })}</p>
      <FactorForm onDone={() => void loadSession()} />
      <button type="button" className="plain-button" onClick={() => void signOut()}>
        {t('entry:signOut')}
      </button>
    </EntryFrame>
  )
}
