import { PlusOutlined } from '@ant-design/icons'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import { Toasts } from '@/shared/components/Toasts'
import { useOnline, usePhone, useWide } from '@/shared/lib/reading'
import { useStored } from '@/shared/lib/stored'
import { useShortcut } from '@/shared/shortcuts'
import { createEntries, navEntries } from './features'
import { Rail } from './Rail'
import { ShortcutHelp } from './ShortcutHelp'
import { TopBar } from './TopBar'

/** The frame around every page: rail, top bar, and on a phone the bottom bar. */
export function Shell() {
  const { t } = useTranslation()
  const session = useSession()
  const phone = usePhone()
  const wide = useWide()
  const [chosen, setChosen] = useStored<boolean | null>('rail', null)
  const narrow = chosen ?? !wide
  const [help, setHelp] = useState(false)
  const navigate = useNavigate()
  const entries = navEntries.filter((e) => may(session, e.permission))
  const create = createEntries.find((e) => may(session, e.permission))

  useShortcut('?', 'app:keys.help', () => setHelp(true))
  useShortcut('[', 'app:keys.rail', () => setChosen(!narrow), !phone)
  useShortcut(
    'n',
    create?.label ?? 'app:keys.create',
    () => create && void navigate({ to: create.to }),
    Boolean(create),
  )

  return (
    <div className="shell" data-narrow={narrow || undefined}>
      <a className="skip-link" href="#main">
        {t('app:skip')}
      </a>
      <TopBar onHelp={() => setHelp(true)} />
      {!phone && <Rail entries={entries} create={create} narrow={narrow} onNarrow={setChosen} />}
      <main id="main" tabIndex={-1}>
        <OfflineBanner />
        <Outlet />
      </main>
      {phone && <BottomBar />}
      <Toasts />
      <ShortcutHelp open={help} onClose={() => setHelp(false)} />
    </div>
  )
}

function OfflineBanner() {
  const { t } = useTranslation()
  const online = useOnline()
  return <div role="status">{!online && <p className="offline-banner">{t('app:offline')}</p>}</div>
}

// Four places and, between them, the thing made most often.
function BottomBar() {
  const { t } = useTranslation()
  const session = useSession()
  const shown = navEntries.filter((e) => e.phone && may(session, e.permission)).slice(0, 4)
  const create = createEntries.find((e) => may(session, e.permission))
  const items = shown.map((e) => (
    <Link key={e.to} to={e.to} className="bottom-entry">
      <e.icon />
      <span>{t(e.label)}</span>
    </Link>
  ))
  const middle = Math.ceil(items.length / 2)
  return (
    <nav className="bottom-bar" aria-label={t('app:nav')}>
      {items.slice(0, middle)}
      {create && (
        <Link to={create.to} className="bottom-create" aria-label={t(create.label)}>
          <PlusOutlined />
        </Link>
      )}
      {items.slice(middle)}
    </nav>
  )
}
