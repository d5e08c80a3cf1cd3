import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, toProblem } from '@/api/problem'
import { changePassword } from '@/api/session'
import { FaultText } from './FaultText'
import { TextField } from './TextField'

/** Shortest password the form sends; the server has the last word. */
const shortest = 8

/**
 * Replaces one's own password: old, new, new again. Without antd, because the
 * forced change comes before the console. `username` helps password managers.
 */
export function PasswordForm({ username, onDone }: { username: string; onDone?: () => void }) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const fresh = String(fields.get('fresh'))
    if (fresh !== String(fields.get('again'))) {
      setProblem(new Problem({ status: 0, code: 'password.differs' }))
      form.querySelector<HTMLInputElement>('input[name=again]')?.select()
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      await changePassword(String(fields.get('old')), fresh)
      form.reset()
      onDone?.()
    } catch (error) {
      const failed = toProblem(error)
      setProblem(failed)
      form.querySelector<HTMLInputElement>(failed.field === 'new' ? 'input[name=fresh]' : 'input[name=old]')?.select()
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={submit} className="entry-form">
      <input type="hidden" name="username" autoComplete="username" value={username} readOnly />
      <TextField name="old" type="password" label={t('entry:change.old')} autoComplete="current-password" />
      <TextField
        name="fresh"
        type="password"
        label={t('entry:change.new')}
        help={t('entry:change.rule', { shortest })}
        minLength={shortest}
        autoComplete="new-password"
      />
      <TextField name="again" type="password" label={t('entry:change.again')} autoComplete="new-password" />
      <FaultText problem={problem} />
      <button type="submit" className="plain-button primary" disabled={busy}>
        {t('entry:change.submit')}
      </button>
    </form>
  )
}
