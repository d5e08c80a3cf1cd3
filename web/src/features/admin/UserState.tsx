import { useTranslation } from 'react-i18next'
import { ToneTag } from '@/shared/components/Tones'
import type { User } from './types'

/** Whether somebody can sign in with an account. */
export function UserState({ user }: { user: User }) {
  const { t } = useTranslation()
  if (user.disabled) return <ToneTag tone="paused">{t('admin:users.disabled')}</ToneTag>
  if (user.mustChange) return <ToneTag tone="near">{t('admin:users.mustChange')}</ToneTag>
  return <ToneTag tone="settled">{t('admin:users.active')}</ToneTag>
}
