import { useTranslation } from 'react-i18next'
import { EntryFrame } from './EntryFrame'
import { SignInForm } from './SignInForm'

/** The sign-in page, /sign-in. */
export function SignInPage() {
  const { t } = useTranslation()
  return (
    <EntryFrame title={t('entry:signIn')}>
      <SignInForm />
      <p className="entry-help">{t('entry:forgotten')}</p>
    </EntryFrame>
  )
}
