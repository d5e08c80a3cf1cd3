import { Checkbox, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DateInput } from '@/shared/components/DateInput'
import { OrgPicker, RegionPicker } from '@/shared/components/TreePicker'
import { orgSource, regionSource } from '@/shared/lib/sources'
import { type CodeList, useCodes } from './codes'
import type { Filter } from './filters'
import { batches, levels } from './formsIntake'

interface Props {
  filter: Filter
  change: (part: Partial<Filter>) => void
}

/** The advanced filter of the ledger, to be read as one sentence. */
export function CaseSentence({ filter, change }: Props) {
  const { t } = useTranslation()
  const codes = useCodes()
  const part = (key: string) => t(`casework:sentence.${key}`)
  const choose = (key: 'level' | 'batch', of: readonly string[]) => (
    <Select
      aria-label={t(`casework:filter.${key}`)}
      value={filter[key]}
      onChange={(v: string) => change({ [key]: v })}
      options={[{ value: '', label: part('any') }, ...of.map((v) => ({ value: v, label: t(`choices:${key}.${v}`) }))]}
    />
  )
  const code = (key: 'cause' | 'channel', list: CodeList) => (
    <Select
      aria-label={t(`casework:filter.${key}`)}
      value={filter[key]}
      onChange={(v: string) => change({ [key]: v })}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={[{ value: '', label: part('any') }, ...codes.options(list)]}
    />
  )
  return (
    <>
      {part('reported')}
      <Gap>
        <DateInput
          aria-label={t('casework:filter.from')}
          lean="past"
          value={filter.from || undefined}
          onChange={(day) => change({ from: day ?? '' })}
        />
      </Gap>
      {part('until')}
      <Gap>
        <DateInput
          aria-label={t('casework:filter.to')}
          lean="past"
          value={filter.to || undefined}
          onChange={(day) => change({ to: day ?? '' })}
        />
      </Gap>
      {part('level')}
      {choose('level', levels)}
      {part('batch')}
      {choose('batch', batches)}
      {part('cause')}
      {code('cause', 'dispute_cause')}
      {part('channel')}
      {code('channel', 'channel')}
      {part('region')}
      <RegionPicker
        source={regionSource}
        clearable
        value={filter.region ? { id: filter.region, name: filter.regionName } : undefined}
        onChange={(n) => change({ region: n?.id ?? '', regionName: n?.name ?? '' })}
      />
      {part('org')}
      <OrgPicker
        source={orgSource}
        clearable
        value={filter.org ? { id: filter.org, name: filter.orgName } : undefined}
        onChange={(n) => change({ org: n?.id ?? '', orgName: n?.name ?? '' })}
      />
      {part('people')}
      <InputNumber
        aria-label={t('casework:filter.people')}
        min={0}
        precision={0}
        value={filter.people ? Number(filter.people) : null}
        onChange={(n) => change({ people: n ? String(n) : '' })}
      />
      {part('peopleEnd')}
      <Checkbox checked={filter.handler === 'me'} onChange={(e) => change({ handler: e.target.checked ? 'me' : '' })}>
        {t('casework:filter.handler')}
      </Checkbox>
      <Checkbox
        checked={filter.confidential === '1'}
        onChange={(e) => change({ confidential: e.target.checked ? '1' : '' })}
      >
        {t('casework:filter.confidential')}
      </Checkbox>
    </>
  )
}

const Gap = ({ children }: { children: ReactNode }) => <span className="sentence-gap">{children}</span>
