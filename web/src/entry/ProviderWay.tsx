import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultOf, hear, provedPath } from '@/api/came'
import { type Problem, toProblem } from '@/api/problem'
import { departProof, departSignIn, providerName } from '@/api/provider'
import { FaultText } from '@/shared/components/FaultText'

/** useProviderName is what people call the provider; '' while unknown, and without one. */
export function useProviderName(): string {
  const [name, setName] = useState('')
  useEffect(() => {
    let gone = false
    // Without an answer there is still the password.
    providerName().then(
      (found) => gone || setName(found),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [])
  return name
}

/** Leaves the page for the provider; `back` is where to go on. */
export function LeaveForProvider({ name, back }: { name: string; back: string }) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  async function leave() {
    setBusy(true)
    setProblem(null)
    try {
      window.location.assign(await departSignIn(back))
    } catch (error) {
      setProblem(toProblem(error))
      setBusy(false)
    }
  }
  return (
    <div className="entry-provider">
      <FaultText problem={problem} />
      <button type="button" className="plain-button outlined" disabled={busy} onClick={() => void leave()}>
        {t('entry:provider.signIn', { name })}
      </button>
    </div>
  )
}

interface BesideProps {
  name: string
  purpose: 'sign-in' | 'proof'
  /** The code of the second factor is wanted now. */
  onCode: () => void
}

/**
 * Goes to the provider in another tab, so that this page keeps everything typed. The
 * address is fetched beforehand: a link is never stopped as a pop-up.
 */
export function BesideProvider({ name, purpose, onCode }: BesideProps) {
  const { t } = useTranslation()
  const [address, setAddress] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: an errand that failed is begun anew.
  useEffect(() => {
    let gone = false
    setAddress('')
    const begun = purpose === 'proof' ? departProof() : departSignIn(provedPath)
    begun.then(
      (found) => gone || setAddress(found),
      (error) => gone || setProblem(toProblem(error)),
    )
    return () => {
      gone = true
    }
  }, [purpose, round])
  useEffect(
    () =>
      hear((said) => {
        if (said === 'code') return onCode()
        if (said === '') return
        setProblem(faultOf(said))
        setRound((n) => n + 1)
      }),
    [onCode],
  )
  return (
    <div className="entry-provider">
      <FaultText problem={problem} />
      {address ? (
        <a className="plain-button outlined" href={address} target="_blank" rel="noreferrer">
          {t(purpose === 'proof' ? 'entry:provider.prove' : 'entry:provider.signIn', { name })}
        </a>
      ) : (
        <span className="plain-button outlined" aria-hidden="true">
          {t('entry:provider.opening')}
        </span>
      )}
      <p className="entry-help">{t('entry:provider.beside')}</p>
    </div>
  )
}
