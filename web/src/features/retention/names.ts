import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getNames } from './api'

/** useNames says kinds of disputes and periods of keeping in words. */
export function useNames() {
  const { t, i18n } = useTranslation()
  const lists = useQuery({ queryKey: ['codes', 'retention'], queryFn: getNames, staleTime: 300_000 }).data ?? {}
  const name = (list: string, code: string) => {
    const item = lists[list]?.find((c) => c.code === code)
    return item ? (i18n.language === 'en' ? item.en : item.zh) : code
  }
  return {
    category: (code: string) => name('gb31000_category', code),
    period: (code: string, years: number) =>
      t('retention:years', { period: code ? name('retention', code) : t('retention:declined'), count: years }),
  }
}
