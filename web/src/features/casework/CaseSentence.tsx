import { Checkbox, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DateInput } from '@/shared/components/DateInput'
import { OrgPicker, RegionPicker } from '@/shared/components/TreePicker'
import { usePhone } from '@/shared/lib/reading'
import { orgSource, regionSource } from '@/shared/lib/sources'
import { type CodeList, useCodes } from './codes'
import { FurtherConditions } from './FurtherConditions'
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
  const phone = usePhone()
  const part = (key: string) => t(`casework:sentence.${key}`)
  // In the hand the sentence is a list: each gap has its own name over it.
  const before = (key: string, name = key) => (phone ? t(`casework:filter.${name}`) : part(key))
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
      <Part label={before('reported', 'from')}>
        <DateInput
          aria-label={t('casework:filter.from')}
          lean="past"
          value={filter.from || undefined}
          onChange={(day) => change({ from: day ?? '' })}
        />
      </Part>
      <Part label={before('until', 'to')}>
        <DateInput
          aria-label={t('casework:filter.to')}
          lean="past"
          value={filter.to || undefined}
          onChange={(day) => change({ to: day ?? '' })}
        />
      </Part>
      <Part label={before('level')}>{choose('level', levels)}</Part>
      <Part label={before('batch')}>{choose('batch', batches)}</Part>
      <Part label={before('cause')}>{code('cause', 'dispute_cause')}</Part>
      <Part label={before('channel')}>{code('channel', 'channel')}</Part>
      <Part label={before('region')}>
        <RegionPicker
          source={regionSource}
          clearable
          value={filter.region ? { id: filter.region, name: filter.regionName } : undefined}
          onChange={(n) => change({ region: n?.id ?? '', regionName: n?.name ?? '' })}
        />
      </Part>
      <Part label={before('org')}>
        <OrgPicker
          source={orgSource}
          clearable
          value={filter.org ? { id: filter.org, name: filter.orgName } : undefined}
          onChange={(n) => change({ org: n?.id ?? '', orgName: n?.name ?? '' })}
        />
      </Part>
      <Part label={before('people')} end={phone ? '' : part('peopleEnd')}>
        <InputNumber
          aria-label={t('casework:filter.people')}
          min={0}
          precision={0}
          value={filter.people ? Number(filter.people) : null}
          onChange={(n) => change({ people: n ? String(n) : '' })}
        />
      </Part>
      <span className="sentence-ticks">
        <Checkbox checked={filter.handler === 'me'} onChange={(e) => change({ handler: e.target.checked ? 'me' : '' })}>
          {t('casework:filter.handler')}
        </Checkbox>
        <Checkbox
          checked={filter.confidential === '1'}
          onChange={(e) => change({ confidential: e.target.checked ? '1' : '' })}
        >
          {t('casework:filter.confidential')}
        </Checkbox>
      </span>
      <FurtherConditions filter={filter} change={change} />
    </>
  )
}

// Words and their gap stay together, wherever the sentence breaks.
function Part({ label, end, children }: { label: string; end?: string; children: ReactNode }) {
  return (
    <span className="sentence-part">
      <span>{label}</span>
      <span className="sentence-gap">{children}</span>
      {end && <span>{end}</span>}
    </span>
  )
}
