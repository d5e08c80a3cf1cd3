import { useTranslation } from 'react-i18next'
import { moneyText } from '@/shared/lib/money'
import { useCodes } from './codes'
import { advanced, type Filter } from './filters'
import { allFurther, type Further, further, isSet } from './further'

/** What of a filter is set, in words, each removable. */
export function useFilterWords(filter: Filter, change: (part: Partial<Filter>) => void) {
  const { t } = useTranslation()
  const codes = useCodes()
  const value = (key: (typeof advanced)[number]): string => {
    const v = filter[key]
    if (key === 'cause') return codes.name('dispute_cause', v)
    if (key === 'channel') return codes.name('channel', v)
    if (key === 'level' || key === 'batch') return t(`choices:${key}.${v}`)
    if (key === 'region') return filter.regionName || v
    if (key === 'org') return filter.orgName || v
    return key === 'handler' || key === 'confidential' ? '' : v
  }
  const all = (names: string[]) => names.map((n) => t(`casework:trait.${n}`)).join(t('casework:further.and'))
  const days = (from: string, to: string) => {
    if (from !== '' && to !== '') return `${from} – ${to}`
    if (from !== '') return t('casework:further.since', { day: from })
    return to === '' ? '' : t('casework:further.until', { day: to })
  }
  const money = (fen: string) => (fen ? moneyText(Number(fen)) : t('casework:sentence.any'))
  const say: Record<Further, () => string> = {
    reached: () =>
      [t(`casework:milestone.${filter.reached}`), days(filter.reachedFrom, filter.reachedTo)].filter(Boolean).join(' '),
    updated: () => days(filter.updatedFrom, filter.updatedTo),
    difficulty: () => t(`choices:difficulty.${filter.difficulty}`),
    clock: () => t(`casework:task.${filter.clock}`),
    intake: () => filter.intakeName || filter.intake,
    assist: () => filter.assistName || filter.assist,
    person: () => filter.handlerName || filter.handler,
    party: () => filter.party,
    people: () => filter.peopleMax,
    amount: () => `${money(filter.amountMin)} – ${money(filter.amountMax)}`,
    tag: () => filter.tag.map((code) => codes.name('case_tag', code)).join(t('casework:further.and')),
    has: () => all(filter.has),
    lacks: () => all(filter.lacks),
    court: () => t(`choices:court.${filter.court}`),
    outcome: () => t(`states:${filter.outcome}`),
    closing: () => codes.name('closing_kind', filter.closing),
  }
  const parts = advanced
    .filter((key) => filter[key] !== '' && (key !== 'handler' || filter.handler === 'me'))
    .map((key) => ({
      key: key as string,
      text: [t(`casework:filter.${key}`), value(key)].filter(Boolean).join(' '),
      onRemove: () => change({ [key]: '' }),
    }))
  for (const c of allFurther.filter((f) => isSet(filter, f)))
    parts.push({
      key: `further.${c}`,
      text: `${t(`casework:further.name.${c}`)} ${say[c]()}`,
      onRemove: () => change(Object.fromEntries(further[c].map((k) => [k, Array.isArray(filter[k]) ? [] : '']))),
    })
  if (filter.state.length < 2) return parts
  const states = filter.state.map((s) => t(`states:${s}`)).join(' / ')
  return [{ key: 'state', text: states, onRemove: () => change({ state: [] }) }, ...parts]
}
