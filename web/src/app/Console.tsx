import '@/shared/components/components.css'
import '@/shared/components/lists.css'
import '@/shared/components/fields.css'
import '@/shared/components/windows.css'
import '@/shared/components/phone.css'
import './app.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale'
import { Component, type ReactNode, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/problem'
import { useSessionState } from '@/api/session'
import { currentLanguage, type Language } from '@/i18n'
import { useCalm, useLargeType, usePhone } from '@/shared/lib/reading'
import { antdTheme } from '@/shared/theme'
import { Crashed } from './ErrorPages'
import { makeRouter } from './router'

const locales: Record<Language, () => Promise<{ locale: Locale }>> = {
  'zh-CN': () => import('@/i18n/languages/zh-CN.antd'),
  en: () => import('@/i18n/languages/en.antd'),
}

// The server puts a nonce of the page into this; antd's styles need it under a strict CSP.
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''

function makeQueries() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        // What the server refused stays refused; only silence is worth a second try.
        retry: (count, error) => count < 2 && error instanceof Problem && error.unanswered,
      },
    },
  })
}

/** The console: everything a signed-in person sees. The only place that knows antd's providers. */
export function Console() {
  const [queries] = useState(makeQueries)
  const [router] = useState(makeRouter)
  const locale = useAntdLocale()
  const phone = usePhone()
  const large = useLargeType()
  const calm = useCalm()
  const theme = useMemo(() => antdTheme({ phone, large, calm }), [phone, large, calm])
  useFreshAfterSignIn(queries)
  if (!locale) return null
  return (
    <ConfigProvider
      theme={theme}
      locale={locale}
      csp={{ nonce }}
      // A modal dialog stands above all else, so a pop-up of something in it must be
      // inside it; others stay in the page's main part, where ears and Tab expect them.
      getPopupContainer={(trigger) => trigger?.closest<HTMLElement>('dialog, main') ?? document.body}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <div className="console">
        <Boundary>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Boundary>
      </div>
    </ConfigProvider>
  )
}

function useAntdLocale(): Locale | null {
  const { i18n } = useTranslation()
  const [locale, setLocale] = useState<Locale | null>(null)
  const language = i18n.language
  useEffect(() => {
    let stale = false
    const wanted: Language = language === 'en' ? 'en' : currentLanguage()
    void locales[wanted]().then((m) => {
      if (!stale) setLocale(m.locale)
    })
    return () => {
      stale = true
    }
  }, [language])
  return locale
}

// After signing in again, and after acting for another post, what is shown is read anew.
function useFreshAfterSignIn(queries: QueryClient) {
  const { status, session } = useSessionState()
  const seen = `${status} ${session?.actingPostId}`
  const [before, setBefore] = useState(seen)
  useEffect(() => {
    if (seen === before) return
    setBefore(seen)
    if (status === 'active') void queries.invalidateQueries()
  }, [seen, before, status, queries])
}

/** Catches what no screen caught, and offers a way out. */
class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <Crashed /> : this.props.children
  }
}
