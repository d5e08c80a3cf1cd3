import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { hear } from '@/api/came'
import type { Problem } from '@/api/problem'
import { proofStore } from '@/api/proof'
import { returned } from '@/api/provider'
import { loadSession, type Session, useSessionState } from '@/api/session'
import { loadAllTexts } from '@/i18n'
import { FaultText } from '@/shared/components/FaultText'
import { ours } from '@/shared/lib/address'
import { ChangePasswordPage } from './ChangePasswordPage'
import { EnrolPage } from './EnrolPage'
import { EntryFrame } from './EntryFrame'
import { ProofDialog } from './ProofDialog'
import { SignInDialog } from './SignInDialog'
import { SignInPage } from './SignInPage'

// antd, the router and every screen come with the console, never with the entry.
const Console = lazy(async () => {
  const [module] = await Promise.all([import('@/app/Console'), loadAllTexts()])
  return { default: module.Console }
})

const signInPath = '/sign-in'

/** What is shown: the sign-in page, what has to be done first, or the console. */
export function Entry({ unreachable }: { unreachable: Problem | null }) {
  const state = useSessionState()
  const asked = useSyncExternalStore(proofStore.subscribe, proofStore.asked)
  const signedOut = state.status === 'signedOut'
  useSignInAddress(signedOut)
  // Another tab is back from the provider, and the cookie is a new one.
  useEffect(() => hear((said) => void (said === '' && returned())), [])
  if (signedOut) return unreachable ? <Unreachable problem={unreachable} /> : <SignInPage />
  return (
    <>
      <Inside session={state.session} />
      {state.status === 'active' && asked && <ProofDialog session={state.session} />}
      {state.status === 'expired' && <SignInDialog username={state.session.user.username} />}
    </>
  )
}

// A password of one's own comes first, then the second factor, then the console.
function Inside({ session }: { session: Session }) {
  if (session.mustChangePassword) return <ChangePasswordPage session={session} />
  if (session.mustEnrol) return <EnrolPage session={session} />
  return (
    <Suspense fallback={<Waiting />}>
      {/* Another person at the same screen begins with nothing of the former one. */}
      <Console key={session.user.id} />
    </Suspense>
  )
}

// The address says /sign-in while nobody is signed in, and goes back to where
// the person was heading once they are. Runs before the router exists.
function useSignInAddress(signedOut: boolean) {
  const { pathname, search } = window.location
  const there = pathname === signInPath
  if (!signedOut && there) {
    history.replaceState(null, '', ours(new URLSearchParams(search).get('next')))
  }
  useEffect(() => {
    if (!signedOut || window.location.pathname === signInPath) return
    const from = window.location.pathname + window.location.search
    history.replaceState(null, '', from === '/' ? signInPath : `${signInPath}?next=${encodeURIComponent(from)}`)
  }, [signedOut])
}

// For a moment, or for minutes on a village's line: a page like any other, for ears as well.
function Waiting() {
  const { t } = useTranslation()
  return (
    <main className="entry-waiting">
      <h1 role="status">{t('entry:opening')}</h1>
    </main>
  )
}

function Unreachable({ problem }: { problem: Problem }) {
  const { t } = useTranslation()
  const [last, setLast] = useState(problem)
  const [trying, setTrying] = useState(false)
  async function again() {
    setTrying(true)
    try {
      await loadSession()
      window.location.reload()
    } catch (error) {
      setLast(error as Problem)
      setTrying(false)
    }
  }
  return (
    <EntryFrame title={t('entry:unreachable.title')}>
      <FaultText problem={last} />
      <button type="button" className="plain-button primary" disabled={trying} onClick={again}>
        {t('entry:unreachable.again')}
      </button>
    </EntryFrame>
  )
}
