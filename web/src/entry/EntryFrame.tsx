import './entry.css'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { speak } from '@/api/client'
import { changeLanguage, currentLanguage } from '@/i18n'
import { setLargeType, useLargeType } from '@/shared/lib/reading'

/** The page around the sign-in and password forms: name, form, language, large type. */
export function EntryFrame({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation()
  const large = useLargeType()
  const other = currentLanguage() === 'en' ? 'zh-CN' : 'en'
  useEffect(() => {
    document.title = `${title} · ${t('entry:product')}`
  }, [title, t])
  return (
    <div className="entry">
      <main className="entry-card">
        <p className="entry-brand">
          <Mark />
          <span>
            <strong>{t('entry:product')}</strong>
            <small>{t('entry:motto')}</small>
          </span>
        </p>
        <h1>{title}</h1>
        {children}
      </main>
      <div className="entry-foot">
        <button
          type="button"
          className="plain-button"
          onClick={() => {
            speak(other)
            void changeLanguage(other)
          }}
        >
          {t('entry:otherLanguage')}
        </button>
        <button type="button" className="plain-button" aria-pressed={large} onClick={() => setLargeType(!large)}>
          {t('entry:largeType')}
        </button>
      </div>
    </div>
  )
}

/** The mark of the product: two arches under one roof line. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="6" className="mark-ground" />
      <path d="M7 20v-8a4.500 4.500 0 0 1 9 0v8m0-8a4.500 4.500 0 0 1 9 0v8M7 24h18" className="mark-line" />
    </svg>
  )
}
