import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DateInput } from '@/shared/components/DateInput'
import { OrgPicker } from '@/shared/components/TreePicker'
import { orgSource } from '@/shared/lib/sources'
import type { BulkAct } from './bulk'
import { useCodes } from './codes'

/** The inputs of an act that is done to many cases. */
export function BulkFields({ act }: { act: BulkAct }) {
  return act === 'tag' ? <TagFields /> : <AssignFields />
}

function TagFields() {
  const { t } = useTranslation()
  const options = useCodes().options('case_tag')
  return (
    <>
      <p className="act-hint">{t('acts:hint.tag')}</p>
      {(['add', 'remove'] as const).map((name) => (
        <Form.Item key={name} name={name} label={t(`fields:label.${name === 'add' ? 'tagAdd' : 'tagRemove'}`)}>
          <Select mode="multiple" options={options} allowClear showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      ))}
    </>
  )
}

function AssignFields() {
  const { t } = useTranslation()
  const needed = [{ required: true, message: t('casework:needed') }]
  const label = (name: string) => t(`fields:label.${name}`)
  return (
    <>
      <p className="act-hint">{t('acts:hint.assign')}</p>
      <Form.Item name="lead" label={label('lead')} rules={needed}>
        <OrgPicker source={orgSource} />
      </Form.Item>
      <Form.Item name="goal" label={label('goal')} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="leader" label={label('leader')} rules={needed}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="dueOn" label={label('dueOn')}>
        <DateInput />
      </Form.Item>
    </>
  )
}
