import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Problem, toProblem } from '@/api/problem'
import { signIn } from '@/api/session'
import { CodeField } from '@/shared/components/CodeField'
import { FaultText } from '@/shared/components/FaultText'
import { TextField } from '@/shared/components/TextField'

/**
 * The fields of signing in, on the page and in the dialog. `username` is given
 * when a session ended and the same person is expected back.
 */
export function SignInForm({ username }: { username?: string }) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const [coded, setCoded] = useState(false) // this account signs in with a code as well

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    setBusy(true)
    setProblem(null)
    try {
      await signIn(
        String(fields.get('username')).trim(),
        String(fields.get('password')),
        String(fields.get('code') ?? ''),
      )
    } catch (error) {
      const failed = toProblem(error)
      const asks = failed.code === 'identity.code_needed' && !coded
      setBusy(false)
      setCoded(coded || asks)
      setProblem(asks ? null : failed)
      if (!asks)
        form.querySelector<HTMLInputElement>(`input[name=${failed.field === 'code' ? 'code' : 'password'}]`)?.select()
    }
  }

  return (
    <form onSubmit={submit} className="entry-form">
      <TextField
        name="username"
        label={t('entry:username')}
        autoComplete="username"
        defaultValue={username}
        autoFocus={!username}
      />
      <TextField
        name="password"
        type="password"
        label={t('entry:password')}
        autoComplete="current-password"
        autoFocus={Boolean(username)}
      />
      {coded && <CodeField recovery autoFocus />}
      <FaultText problem={problem} />
      <button type="submit" className="plain-button primary" disabled={busy}>
        {busy ? t('entry:signingIn') : t('entry:signIn')}
      </button>
    </form>
  )
}
