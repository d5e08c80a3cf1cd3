import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { getCodes } from './api'

/** The code lists the screens of a case use. */
const lists = [
  'dispute_cause',
  'channel',
  'inducement',
  'forecast',
  'decline_reason',
  'pause_reason',
  'termination_reason',
  'refer_route',
  'contact_way',
  'visit_way',
  'means',
  'resolution_way',
  'closing_kind',
  'waive_court_reason',
  'retention',
  'not_collected',
  'case_tag',
] as const

export type CodeList = (typeof lists)[number]

export interface Option {
  value: string
  label: string
}

/** Names of codes in the reader's language. */
export interface Codes {
  /** The name of a code; the code itself while names are on their way or when it is not current. */
  name: (list: CodeList, code: string) => string
  /** What can be chosen; entries with something below them give way to what is below. */
  options: (list: CodeList) => Option[]
  ready: boolean
}

/** useCodes reads the lists once; they change a few times a year. */
export function useCodes(): Codes {
  const { i18n } = useTranslation()
  const { data } = useQuery({ queryKey: ['codes', lists], queryFn: () => getCodes(lists), staleTime: 600_000 })
  const english = i18n.language === 'en'
  return useMemo(() => {
    const names = new Map<string, string>()
    for (const [list, items] of Object.entries(data ?? {}))
      for (const item of items ?? []) names.set(`${list}/${item.code}`, english ? item.en : item.zh)
    const name = (list: CodeList, code: string) => names.get(`${list}/${code}`) ?? code
    return {
      name,
      options: (list) => {
        const items = data?.[list] ?? []
        const parents = new Set(items.map((i) => i.parent))
        return items.filter((i) => !parents.has(i.code)).map((i) => ({ value: i.code, label: name(list, i.code) }))
      },
      ready: data !== undefined,
    }
  }, [data, english])
}
