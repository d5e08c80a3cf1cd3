import { Input, InputNumber, Select } from 'antd'
import type { TFunction } from 'i18next'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actingPost, useSession } from '@/api/session'
import { DateInput } from '@/shared/components/DateInput'
import { MoneyInput } from '@/shared/components/MoneyInput'
import { OrgPicker } from '@/shared/components/TreePicker'
import { orgSource } from '@/shared/lib/sources'
import { useCodes } from './codes'
import { useColleagues } from './colleagues'
import type { Filter } from './filters'
import {
  allFurther,
  clockKinds,
  courtStates,
  difficulties,
  type Further,
  further,
  isSet,
  milestones,
  outcomes,
  traits,
} from './further'

interface Props {
  filter: Filter
  change: (part: Partial<Filter>) => void
}

/** The conditions behind the first sentence: those that say something, and a way to add another. */
export function FurtherConditions({ filter, change }: Props) {
  const { t } = useTranslation()
  const [added, setAdded] = useState<Further[]>([])
  const shown = allFurther.filter((c) => added.includes(c) || isSet(filter, c))
  const left = allFurther.filter((c) => !shown.includes(c))
  function remove(condition: Further) {
    setAdded(added.filter((c) => c !== condition))
    const empty = further[condition].map((key) => [key, Array.isArray(filter[key]) ? [] : ''])
    change(Object.fromEntries(empty))
  }
  return (
    <div className="further">
      {shown.length > 0 && (
        <ul>
          {shown.map((condition) => (
            <li key={condition}>
              <span className="sentence-part">
                <span>{t(`casework:further.${condition}`)}</span>
                <Gap condition={condition} filter={filter} change={change} />
              </span>
              <button type="button" className="link-button" onClick={() => remove(condition)}>
                {t('casework:further.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <Select
          aria-label={t('casework:further.add')}
          placeholder={t('casework:further.add')}
          value={null}
          popupMatchSelectWidth={false}
          onChange={(c: Further | null) => c && setAdded([...added, c])}
          options={left.map((c) => ({ value: c, label: t(`casework:further.name.${c}`) }))}
        />
      )}
    </div>
  )
}

const gaps: Record<Further, (props: Props) => ReactNode> = {
  reached: Reached,
  clock: (p) => <Choice {...p} name="clock" of={clockKinds} say={(v, t) => t(`casework:task.${v}`)} />,
  updated: Updated,
  difficulty: (p) => <Choice {...p} name="difficulty" of={difficulties} say={(v, t) => t(`choices:difficulty.${v}`)} />,
  intake: (p) => <Unit {...p} name="intake" />,
  assist: (p) => <Unit {...p} name="assist" />,
  person: Person,
  party: Words,
  people: PeopleMost,
  amount: Amount,
  tag: Tags,
  has: (p) => <Many {...p} name="has" />,
  lacks: (p) => <Many {...p} name="lacks" />,
  court: (p) => <Choice {...p} name="court" of={courtStates} say={(v, t) => t(`choices:court.${v}`)} />,
  outcome: (p) => <Choice {...p} name="outcome" of={outcomes} say={(v, t) => t(`states:${v}`)} />,
  closing: Closing,
}

function Gap({ condition, ...props }: Props & { condition: Further }) {
  const Filled = gaps[condition]
  return (
    <span className="sentence-gap further-gap">
      <Filled {...props} />
    </span>
  )
}

interface ChoiceProps extends Props {
  name: 'clock' | 'court' | 'difficulty' | 'outcome'
  of: readonly string[]
  /** What people call one of them. */
  say: (value: string, t: TFunction) => string
}

function Choice({ filter, change, name, of, say }: ChoiceProps) {
  const { t } = useTranslation()
  return (
    <Select
      aria-label={t(`casework:further.name.${name}`)}
      value={filter[name] || null}
      onChange={(v: string | null) => change({ [name]: v ?? '' })}
      popupMatchSelectWidth={false}
      options={of.map((v) => ({ value: v, label: say(v, t) }))}
    />
  )
}

function Tags({ filter, change }: Props) {
  const { t } = useTranslation()
  return (
    <Select
      mode="multiple"
      aria-label={t('casework:further.name.tag')}
      value={filter.tag}
      onChange={(tag: string[]) => change({ tag })}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      options={useCodes().options('case_tag')}
    />
  )
}

function Closing({ filter, change }: Props) {
  const { t } = useTranslation()
  const codes = useCodes()
  return (
    <Select
      aria-label={t('casework:further.name.closing')}
      value={filter.closing || null}
      onChange={(v: string | null) => change({ closing: v ?? '' })}
      popupMatchSelectWidth={false}
      options={codes.options('closing_kind')}
    />
  )
}

function Many({ filter, change, name }: Props & { name: 'has' | 'lacks' }) {
  const { t } = useTranslation()
  return (
    <Select
      mode="multiple"
      aria-label={t(`casework:further.name.${name}`)}
      value={filter[name]}
      onChange={(v: string[]) => change({ [name]: v })}
      popupMatchSelectWidth={false}
      options={traits.map((v) => ({ value: v, label: t(`casework:trait.${v}`) }))}
    />
  )
}

function Unit({ filter, change, name }: Props & { name: 'intake' | 'assist' }) {
  const label = `${name}Name` as const
  return (
    <OrgPicker
      source={orgSource}
      clearable
      value={filter[name] ? { id: filter[name], name: filter[label] } : undefined}
      onChange={(n) => change({ [name]: n?.id ?? '', [label]: n?.name ?? '' })}
    />
  )
}

// People of the unit the filter is about, or of one's own.
function Person({ filter, change }: Props) {
  const { t } = useTranslation()
  const session = useSession()
  const people = useColleagues(filter.org || actingPost(session)?.orgId || '')
  const options = (people.data?.items ?? []).map((p) => ({ value: p.id, label: p.name }))
  const known = !filter.handler || filter.handler === 'me' || options.some((o) => o.value === filter.handler)
  return (
    <Select
      aria-label={t('casework:further.name.person')}
      value={filter.handler === 'me' ? null : filter.handler || null}
      onChange={(id: string | null) =>
        change({ handler: id ?? '', handlerName: options.find((o) => o.value === id)?.label ?? '' })
      }
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={known ? options : [...options, { value: filter.handler, label: filter.handlerName }]}
    />
  )
}

function Words({ filter, change }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(filter.party)
  useEffect(() => setText(filter.party), [filter.party])
  const commit = () => text.trim() !== filter.party && change({ party: text.trim() })
  return (
    <Input
      aria-label={t('casework:further.name.party')}
      maxLength={50}
      value={text}
      onChange={(e) => setText(e.target.value)}
      onPressEnter={commit}
      onBlur={commit}
    />
  )
}

function PeopleMost({ filter, change }: Props) {
  const { t } = useTranslation()
  return (
    <InputNumber
      aria-label={t('casework:further.name.people')}
      min={1}
      precision={0}
      value={filter.peopleMax ? Number(filter.peopleMax) : null}
      onChange={(n) => change({ peopleMax: n ? String(n) : '' })}
    />
  )
}

function Amount({ filter, change }: Props) {
  const { t } = useTranslation()
  const end = (key: 'amountMin' | 'amountMax') => (
    <MoneyInput
      aria-label={t(`casework:further.${key}`)}
      value={filter[key] ? Number(filter[key]) : undefined}
      onChange={(fen) => change({ [key]: fen ? String(fen) : '' })}
    />
  )
  return (
    <span className="further-range">
      {end('amountMin')}
      <span aria-hidden="true">–</span>
      {end('amountMax')}
    </span>
  )
}

type DayKey = 'reachedFrom' | 'reachedTo' | 'updatedFrom' | 'updatedTo'

function Day({ filter, change, name }: Props & { name: DayKey }) {
  const { t } = useTranslation()
  return (
    <DateInput
      aria-label={t(`casework:further.${name}`)}
      lean="past"
      value={filter[name] || undefined}
      onChange={(day) => change({ [name]: day ?? '' })}
    />
  )
}

function Updated(props: Props) {
  return (
    <span className="further-range">
      <Day {...props} name="updatedFrom" />
      <span aria-hidden="true">–</span>
      <Day {...props} name="updatedTo" />
    </span>
  )
}

function Reached({ filter, change }: Props) {
  const { t } = useTranslation()
  return (
    <span className="further-range">
      <Select
        aria-label={t('casework:further.name.reached')}
        value={filter.reached || null}
        onChange={(v: string | null) => change({ reached: v ?? '' })}
        popupMatchSelectWidth={false}
        options={milestones.map((v) => ({ value: v, label: t(`casework:milestone.${v}`) }))}
      />
      {filter.reached && (
        <>
          <Day filter={filter} change={change} name="reachedFrom" />
          <span aria-hidden="true">–</span>
          <Day filter={filter} change={change} name="reachedTo" />
        </>
      )}
    </span>
  )
}
