import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DateInput } from '@/shared/components/DateInput'
import { CreditCodeInput, IdNumberInput } from '@/shared/components/IdNumberInput'
import { InstantInput } from '@/shared/components/InstantInput'
import { MoneyInput } from '@/shared/components/MoneyInput'
import { OrgPicker } from '@/shared/components/TreePicker'
import { orgSource } from '@/shared/lib/sources'
import { CaseInput } from './CaseInput'
import { useColleagues } from './colleagues'
import { LinesInput, OrgListInput, UploadInput } from './listInputs'
import { ObligationsInput } from './ObligationsInput'
import { PlanInput } from './PlanInput'
import { RoomSelect } from './RoomSelect'
import { type Field, type Look, labelOf, type Ref } from './spec'

interface Props {
  field: Field
  look: Look
  /** Given by the form. */
  id?: string
  value?: unknown
  onChange?: (value: never) => void
}

/** The input of one field of an act, chosen by its kind. */
export function FieldInput({ field, look, ...bound }: Props) {
  const any = bound as never as { id?: string; value?: never; onChange?: (v: unknown) => void }
  switch (field.kind) {
    case 'text':
      return <Input {...any} maxLength={200} autoComplete="off" />
    case 'phone':
      return <Input {...any} type="tel" inputMode="tel" maxLength={20} autoComplete="off" />
    case 'idNumber':
      return <IdNumberInput {...any} />
    case 'creditCode':
      return <CreditCodeInput {...any} />
    case 'area':
      return <Input.TextArea {...any} autoSize={{ minRows: 2, maxRows: 12 }} maxLength={20_000} />
    case 'number':
      return <InputNumber {...any} min={0} max={999_999} precision={0} inputMode="numeric" />
    case 'money':
      return <MoneyInput {...any} />
    case 'day':
      return <DateInput {...any} />
    case 'instant':
      return field.planned ? <PlanInput {...any} /> : <InstantInput {...any} />
    case 'check':
      return <Tick {...any} field={field} />
    case 'names':
      return <NamesInput {...any} unit={look.view.case.holder} />
    case 'lines':
      return <LinesInput {...any} />
    case 'upload':
      return <UploadInput {...any} start={String(look.values.fileKind ?? '')} />
    case 'org':
      return field.many ? <OrgListInput {...any} /> : <OrgPicker {...any} source={orgSource} clearable={!field.need} />
    case 'person':
      return <PersonSelect {...any} unit={field.unit(look)} many={field.many ?? false} people={look.view.people} />
    case 'case':
      return <CaseInput {...any} field={field} look={look} />
    case 'room':
      return <RoomSelect {...any} unit={look.view.case.holder} />
    case 'obligations':
      return <ObligationsInput {...any} parties={look.view.parties} />
    default:
      return (
        <Choose
          {...any}
          options={options(field, look)}
          many={'many' in field && Boolean(field.many)}
          need={Boolean(field.need)}
          radios={field.kind === 'either' || (field.kind === 'party' && field.none !== undefined)}
        />
      )
  }
}

type Option = Omit<Ref, 'value'> & { value: string | boolean }

// What can be chosen in a field that chooses.
function options(field: Field, look: Look): Option[] {
  switch (field.kind) {
    case 'choice':
      return field.of.map((value) => ({ value, label: look.say(field.set, value) }))
    case 'code':
      return look.codes.options(field.list)
    case 'either':
      return [
        { value: true, label: look.say(field.set, 'yes') },
        { value: false, label: look.say(field.set, 'no') },
      ]
    case 'party': {
      const ids = field.of?.(look)
      const named = look.view.parties
        .filter((p) => !ids || ids.includes(p.id))
        .map((p) => ({ value: p.id, label: `${p.name} · ${look.say('partyRole', p.role)}` }))
      return field.none ? [...named, { value: '', label: look.say('nobody', field.none) }] : named
    }
    case 'ref':
      return field.of(look)
    default:
      return []
  }
}

interface Bound<T> {
  id?: string
  value?: T
  onChange?: (value: T | undefined) => void
}

// A few choices lie open, many in a list that can be searched.
const open = 6

function Choose({
  id,
  value,
  onChange,
  options,
  many,
  need,
  radios,
}: Bound<never> & { options: Option[]; many: boolean; need: boolean; radios: boolean }) {
  const { t } = useTranslation()
  if (options.length === 0) return <p className="nothing">{t('casework:nothingToChoose')}</p>
  const few = options.length <= open
  if (many && few) return <Checkbox.Group value={value as never} onChange={onChange as never} options={options} />
  if ((few && need) || radios)
    return (
      <Radio.Group
        {...(id ? { id } : {})}
        value={value as unknown}
        onChange={(e) => onChange?.(e.target.value as never)}
        options={options}
      />
    )
  return (
    <Select
      {...(id ? { id } : {})}
      value={value as never}
      onChange={onChange as never}
      options={options}
      {...(many ? { mode: 'multiple' as const } : {})}
      allowClear={!need}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('casework:choose')}
    />
  )
}

function Tick({ id, value, onChange, field }: Bound<boolean> & { field: Field }) {
  const { t } = useTranslation()
  return (
    <Checkbox {...(id ? { id } : {})} checked={value ?? false} onChange={(e) => onChange?.(e.target.checked)}>
      {t(`fields:label.${labelOf(field)}`)}
    </Checkbox>
  )
}

// Names of people, chosen from the unit or typed: mediators need no account.
function NamesInput({ id, value, onChange, unit }: Bound<string[]> & { unit: string }) {
  const { t } = useTranslation()
  const { data } = useColleagues(unit)
  return (
    <Select
      {...(id ? { id } : {})}
      mode="tags"
      value={value ?? []}
      onChange={(names: string[]) => onChange?.(names)}
      options={(data?.items ?? []).map((p) => ({ value: p.name, label: p.name }))}
      tokenSeparators={[',', '，', '、', ';', '；']}
      placeholder={t('casework:names')}
    />
  )
}

interface PersonProps extends Bound<string | string[]> {
  unit: string
  many: boolean
  /** Names already known, for those who left the unit. */
  people: Record<string, string>
}

function PersonSelect({ id, value, onChange, unit, many, people }: PersonProps) {
  const { t } = useTranslation()
  const { data, isPending } = useColleagues(unit)
  const known = new Map((data?.items ?? []).map((p) => [p.id, p.name]))
  for (const one of [value ?? []].flat()) if (!known.has(one) && people[one]) known.set(one, people[one])
  return (
    <Select
      {...(id ? { id } : {})}
      value={value as never}
      onChange={onChange as never}
      loading={isPending && unit !== ''}
      options={[...known].map(([userId, name]) => ({ value: userId, label: name }))}
      {...(many ? { mode: 'multiple' as const } : {})}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('casework:choose')}
    />
  )
}
