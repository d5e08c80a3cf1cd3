import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Problem, toProblem } from '@/api/problem'
import { enterCode } from '@/api/provider'
import { CodeField } from '@/shared/components/CodeField'
import { FaultText } from '@/shared/components/FaultText'

/** Asks for the code of the second factor, after the provider has said who it is. */
export function CodeForm({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    setBusy(true)
    setProblem(null)
    try {
      await enterCode(String(new FormData(form).get('code')))
    } catch (error) {
      setProblem(toProblem(error))
      setBusy(false)
      form.querySelector<HTMLInputElement>('input[name=code]')?.select()
    }
  }

  return (
    <form onSubmit={submit} className="entry-form">
      <CodeField recovery autoFocus />
      <FaultText problem={problem} />
      <div className="entry-acts">
        <button type="submit" className="plain-button primary" disabled={busy}>
          {t('entry:proof.submit')}
        </button>
        <button type="button" className="plain-button outlined" onClick={onBack}>
          {t('entry:provider.otherWay')}
        </button>
      </div>
    </form>
  )
}
