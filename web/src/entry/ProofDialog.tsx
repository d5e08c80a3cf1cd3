import './entry.css'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Problem, toProblem } from '@/api/problem'
import { proofStore } from '@/api/proof'
import { prove, type Session } from '@/api/session'
import { CodeField } from '@/shared/components/CodeField'
import { FaultText } from '@/shared/components/FaultText'
import { TextField } from '@/shared/components/TextField'
import { CodeForm } from './CodeForm'
import { BesideProvider, useProviderName } from './ProviderWay'

/**
 * Opens over the page when an act needs a fresh proof. Once given, the act goes on
 * by itself; called off, the page stays as it is.
 */
export function ProofDialog({ session }: { session: Session }) {
  const { t } = useTranslation()
  const ref = useRef<HTMLDialogElement>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const provider = useProviderName()
  const [coding, setCoding] = useState(false)
  const [ask] = useState(() => () => setCoding(true))
  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    dialog?.showModal()
    dialog?.querySelector<HTMLInputElement>('input[name=password]')?.focus()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    setBusy(true)
    setProblem(null)
    try {
      await prove(String(fields.get('password')), String(fields.get('code') ?? ''))
    } catch (error) {
      const failed = toProblem(error)
      setProblem(failed)
      setBusy(false)
      form.querySelector<HTMLInputElement>(`input[name=${failed.field === 'code' ? 'code' : 'password'}]`)?.select()
    }
  }

  return (
    <dialog
      ref={ref}
      className="entry-dialog"
      aria-labelledby="prove-again"
      onCancel={(event) => {
        event.preventDefault()
        proofStore.end(false)
      }}
    >
      <h2 id="prove-again">{t('entry:proof.title')}</h2>
      <p>{t('entry:proof.why')}</p>
      {coding ? (
        <CodeForm onBack={() => setCoding(false)} />
      ) : (
        <form onSubmit={submit} className="entry-form">
          <input type="hidden" name="username" autoComplete="username" value={session.user.username} readOnly />
          <TextField name="password" type="password" label={t('entry:password')} autoComplete="current-password" />
          {session.secondFactor && <CodeField recovery />}
          <FaultText problem={problem} />
          <div className="entry-acts">
            <button type="submit" className="plain-button primary" disabled={busy}>
              {t('entry:proof.submit')}
            </button>
            <button type="button" className="plain-button outlined" onClick={() => proofStore.end(false)}>
              {t('entry:proof.callOff')}
            </button>
          </div>
        </form>
      )}
      {provider && session.linked && !coding && <BesideProvider name={provider} purpose="proof" onCode={ask} />}
    </dialog>
  )
}
