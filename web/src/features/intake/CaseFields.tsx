import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DateInput } from '@/shared/components/DateInput'
import { MoneyInput } from '@/shared/components/MoneyInput'
import { type Photo, PhotoInput } from '@/shared/components/PhotoInput'
import { RegionPicker } from '@/shared/components/TreePicker'
import { today } from '@/shared/lib/dates'
import { usePhone } from '@/shared/lib/reading'
import { regionSource } from '@/shared/lib/sources'
import type { Codes } from './api'
import { CausePicker } from './CausePicker'
import type { FirstCauses } from './causes'
import { codeOptions } from './codeName'
import { packFile } from './values'

/** Code lists the forms of this feature need. */
export const caseLists = [
  'dispute_cause',
  'usual_cause',
  'channel',
  'inducement',
  'forecast',
  'sex',
  'not_collected',
  'means',
] as const

interface Props {
  /** Names before those of the fields, [] or ['register']. */
  at: readonly string[]
  codes: Codes
}

/** Photos of the place. */
export function PhotoField({ at }: { at: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <Form.Item name={[...at, 'files']} label={t('intake:field.photos')} className="wide">
      <Photos />
    </Form.Item>
  )
}

function Photos(props: { id?: string; value?: Photo[]; onChange?: (photos: Photo[]) => void }) {
  return <PhotoInput {...props} pack={packFile} />
}

/** What happened, in the words of whoever tells it. */
export function FactsFields({ at, first }: { at: readonly string[]; first?: boolean }) {
  const { t } = useTranslation()
  const phone = usePhone()
  return (
    <Form.Item
      name={[...at, 'facts']}
      label={t('intake:field.facts')}
      extra={t('intake:field.factsHelp')}
      className="wide"
      rules={[{ required: true, whitespace: true, message: t('intake:field.factsMissing') }]}
    >
      <Input.TextArea autoFocus={first && !phone} autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} />
    </Form.Item>
  )
}

/** Where, about what, and how it came in. */
export function PlaceFields({ at, codes, causes }: Props & { causes: FirstCauses }) {
  const { t, i18n } = useTranslation()
  return (
    <>
      <Form.Item
        name={[...at, 'region']}
        validateTrigger="onChange"
        label={t('intake:field.region')}
        rules={[{ required: true, message: t('intake:field.regionMissing') }]}
      >
        <RegionPicker source={regionSource} />
      </Form.Item>
      <Form.Item name={[...at, 'address']} label={t('intake:field.address')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name={[...at, 'cause']}
        validateTrigger="onChange"
        label={t('intake:field.cause')}
        rules={[{ required: true, message: t('intake:field.causeMissing') }]}
      >
        <CausePicker codes={codes.dispute_cause ?? []} first={causes} />
      </Form.Item>
      <Form.Item
        name={[...at, 'channel']}
        validateTrigger="onChange"
        label={t('intake:field.channel')}
        rules={[{ required: true, message: t('intake:field.channelMissing') }]}
      >
        <Select options={codeOptions(codes.channel, i18n.language)} />
      </Form.Item>
      <Form.Item name={[...at, 'happenedOn']} label={t('intake:field.happenedOn')}>
        <DateInput lean="past" max={today()} />
      </Form.Item>
    </>
  )
}

/** What a clerk adds when it is known; none of it is required. */
export function FurtherFields({ at, codes }: Props) {
  const { t, i18n } = useTranslation()
  return (
    <>
      <Form.Item name={[...at, 'title']} label={t('intake:field.title')} extra={t('intake:field.titleHelp')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[...at, 'unitName']} label={t('intake:field.unitName')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[...at, 'people']} label={t('intake:field.people')} extra={t('intake:field.peopleHelp')}>
        <InputNumber min={1} max={999999} precision={0} />
      </Form.Item>
      <Form.Item name={[...at, 'amountFen']} label={t('intake:field.amount')}>
        <MoneyInput />
      </Form.Item>
      <Form.Item name={[...at, 'inducement']} label={t('intake:field.inducement')}>
        <Select allowClear options={codeOptions(codes.inducement, i18n.language)} />
      </Form.Item>
      <Form.Item name={[...at, 'forecast']} label={t('intake:field.forecast')}>
        <Select allowClear options={codeOptions(codes.forecast, i18n.language)} />
      </Form.Item>
      <Form.Item name={[...at, 'measures']} label={t('intake:field.measures')} className="wide">
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </>
  )
}

/** The registrar's own word that it can't wait. */
export function UrgentField({ at }: { at: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <Form.Item name={[...at, 'urgent']} valuePropName="checked" className="wide" extra={t('intake:field.urgentHelp')}>
      <Checkbox>{t('intake:field.urgent')}</Checkbox>
    </Form.Item>
  )
}
