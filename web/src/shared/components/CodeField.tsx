import { useTranslation } from 'react-i18next'
import { TextField } from './TextField'

/** Where a code of the authenticator app is typed; `recovery` when a recovery code does as well. */
export function CodeField({ recovery = false, autoFocus = false }: { recovery?: boolean; autoFocus?: boolean }) {
  const { t } = useTranslation()
  return (
    <TextField
      name="code"
      label={t('entry:factor.code')}
      help={recovery ? t('entry:factor.orRecovery') : t('entry:factor.codeHelp')}
      autoComplete="one-time-code"
      inputMode={recovery ? 'text' : 'numeric'}
      maxLength={40}
      autoFocus={autoFocus}
    />
  )
}
