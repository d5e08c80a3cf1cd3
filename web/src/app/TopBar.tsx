import {
  FontSizeOutlined,
  GlobalOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { speak } from '@/api/client'
import { may, signOut, useSession } from '@/api/session'
import { changeLanguage, currentLanguage } from '@/i18n'
import { MenuButton } from '@/shared/components/MenuButton'
import type { SearchEntry } from '@/shared/feature'
import { setLargeType, useLargeType, usePhone } from '@/shared/lib/reading'
import { useShortcut } from '@/shared/shortcuts'
import { ActingPost } from './ActingPost'
import { searchEntries } from './features'

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

// On a phone the box opens over the bar, so that it has room for words.
function SearchBox({ entry }: { entry: SearchEntry }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const ref = useRef<HTMLInputElement>(null)
  useShortcut('/', 'app:keys.search', () => ref.current?.focus(), !phone)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const words = ref.current?.value.trim()
    if (!words) return
    setOpen(false)
    ref.current?.blur()
    void navigate({ to: entry.to, search: { [entry.param]: words } })
  }

  if (phone && !open)
    return (
      <button
        type="button"
        className="plain-button icon-button"
        aria-label={t('app:search')}
        onClick={() => setOpen(true)}
      >
        <SearchOutlined />
      </button>
    )
  return (
    <search>
      <form className="top-search" data-over={phone || undefined} onSubmit={submit}>
        <SearchOutlined />
        <input
          ref={ref}
          type="search"
          enterKeyHint="search"
          aria-label={t('app:search')}
          placeholder={t(entry.label)}
          // biome-ignore lint/a11y/noAutofocus: on a phone the box appears because it was pressed
          autoFocus={phone}
          onBlur={() => setOpen(false)}
        />
        {!phone && <kbd>/</kbd>}
      </form>
    </search>
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
