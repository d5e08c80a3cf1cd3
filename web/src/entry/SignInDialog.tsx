import './entry.css'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeForm } from './CodeForm'
import { BesideProvider, useProviderName } from './ProviderWay'
import { SignInForm } from './SignInForm'

/**
 * Opens over the page when the session has ended. The page underneath keeps
 * everything typed; after signing in the person presses the button again.
 */
export function SignInDialog({ username }: { username: string }) {
  const { t } = useTranslation()
  const ref = useRef<HTMLDialogElement>(null)
  const provider = useProviderName()
  const [coding, setCoding] = useState(false)
  const [ask] = useState(() => () => setCoding(true))
  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    dialog?.showModal()
    // Opening moves the focus to the first field; the name is already there.
    dialog?.querySelector<HTMLInputElement>('input[name=password]')?.focus()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog ref={ref} className="entry-dialog" aria-labelledby="sign-in-again" onCancel={(e) => e.preventDefault()}>
      <h2 id="sign-in-again">{t('entry:expired.title')}</h2>
      <p>{t('entry:expired.kept')}</p>
      {coding ? <CodeForm onBack={() => setCoding(false)} /> : <SignInForm username={username} />}
      {provider && !coding && <BesideProvider name={provider} purpose="sign-in" onCode={ask} />}
    </dialog>
  )
}
