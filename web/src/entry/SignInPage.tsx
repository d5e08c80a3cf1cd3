import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { came, faultOf } from '@/api/came'
import { FaultText } from '@/shared/components/FaultText'
import { CodeForm } from './CodeForm'
import { EntryFrame } from './EntryFrame'
import { LeaveForProvider, useProviderName } from './ProviderWay'
import { SignInForm } from './SignInForm'

/** The sign-in page, /sign-in. */
export function SignInPage() {
  const { t } = useTranslation()
  const provider = useProviderName()
  const [said, setSaid] = useState(came.read)
  useEffect(() => came.forget, [])
  if (said === 'code')
    return (
      <EntryFrame title={t('entry:provider.codeTitle')}>
        <CodeForm onBack={() => setSaid(null)} />
      </EntryFrame>
    )
  const next = new URLSearchParams(window.location.search).get('next') ?? '/'
  return (
    <EntryFrame title={t('entry:signIn')}>
      {said && <FaultText problem={faultOf(said)} />}
      <SignInForm />
      {provider && <LeaveForProvider name={provider} back={next} />}
      <p className="entry-help">{t('entry:forgotten')}</p>
    </EntryFrame>
  )
}
