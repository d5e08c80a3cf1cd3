import { FontSizeOutlined, GlobalOutlined, QuestionCircleOutlined, UserOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { speak } from '@/api/client'
import { may, signOut, useSession } from '@/api/session'
import { changeLanguage, currentLanguage } from '@/i18n'
import { MenuButton } from '@/shared/components/MenuButton'
import { setLargeType, useLargeType, usePhone } from '@/shared/lib/reading'
import { ActingPost } from './ActingPost'
import { searchEntries } from './features'
import { SearchBox } from './SearchBox'

/** The bar on top: who I am here, search, language, large type, account. */
export function TopBar({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation()
  const session = useSession()
  const phone = usePhone()
  const large = useLargeType()
  const search = searchEntries.find((e) => may(session, e.permission))
  return (
    <header className="top-bar">
      <Link to="/" className="top-brand" aria-label={t('app:brandHome')}>
        <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="6" className="mark-ground" />
          <path d="M7 20v-8a4.500 4.500 0 0 1 9 0v8m0-8a4.500 4.500 0 0 1 9 0v8M7 24h18" className="mark-line" />
        </svg>
        {!phone && <strong>{t('entry:product')}</strong>}
      </Link>
      <ActingPost />
      <span className="top-gap" />
      {search && <SearchBox entry={search} />}
      {!phone && (
        <>
          <LanguageButton />
          <button
            type="button"
            className="plain-button icon-button"
            aria-pressed={large}
            aria-label={t('entry:largeType')}
            title={t('entry:largeType')}
            onClick={() => setLargeType(!large)}
          >
            <FontSizeOutlined />
          </button>
          <button
            type="button"
            className="plain-button icon-button"
            aria-label={t('app:keys.title')}
            title={t('app:keys.title')}
            onClick={onHelp}
          >
            <QuestionCircleOutlined />
          </button>
        </>
      )}
      <AccountMenu />
    </header>
  )
}

function switchLanguage() {
  const other = currentLanguage() === 'en' ? 'zh-CN' : 'en'
  speak(other)
  void changeLanguage(other)
}

function LanguageButton() {
  const { t } = useTranslation()
  const other = currentLanguage() === 'en' ? 'zh-CN' : 'en'
  return (
    <button type="button" className="plain-button" lang={other} onClick={switchLanguage}>
      <GlobalOutlined />
      {t('entry:otherLanguage')}
    </button>
  )
}

function AccountMenu() {
  const { t } = useTranslation()
  const session = useSession()
  const phone = usePhone()
  const large = useLargeType()
  const navigate = useNavigate()
  const reading = [
    { key: 'large', label: large ? t('app:normalType') : t('entry:largeType'), onPress: () => setLargeType(!large) },
    { key: 'language', label: t('entry:otherLanguage'), onPress: switchLanguage },
  ]
  return (
    <MenuButton
      className="top-account"
      label={t('app:account', { name: session.user.name })}
      items={[
        { key: 'account', label: t('account:nav'), onPress: () => void navigate({ to: '/account' }) },
        ...(phone ? reading : []),
        { key: 'out', label: t('entry:signOut'), onPress: () => void signOut() },
      ]}
    >
      <UserOutlined />
      {!phone && <span>{session.user.name}</span>}
    </MenuButton>
  )
}
