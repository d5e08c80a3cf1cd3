import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DateInput } from '@/shared/components/DateInput'
import { MoneyInput } from '@/shared/components/MoneyInput'
import type { Party } from './wire'

/** The duties of an agreement: who owes whom what by when, one card each. */
export function ObligationsInput({ parties }: { parties: readonly Party[] }) {
  const { t } = useTranslation()
  return (
    <Form.List name="obligations">
      {(rows, { add, remove }) => (
        <div className="duties">
          {rows.map((row, i) => (
            <fieldset key={row.key} className="duty">
              <legend>
                {t('casework:duty', { no: i + 1 })}
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('casework:removeDuty', { no: i + 1 })}
                  onClick={() => remove(row.name)}
                />
              </legend>
              <Duty at={row.name} parties={parties} />
            </fieldset>
          ))}
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => add(first(parties))}>
            {t('casework:addDuty')}
          </Button>
        </div>
      )}
    </Form.List>
  )
}

// Mostly the respondent pays the applicant.
const first = (parties: readonly Party[]) => ({
  kind: 'pay',
  debtor: parties.find((p) => p.role === 'respondent')?.id,
  creditor: parties.find((p) => p.role === 'applicant')?.id,
})

function Duty({ at, parties }: { at: number; parties: readonly Party[] }) {
  const { t } = useTranslation()
  const kind = Form.useWatch(['obligations', at, 'kind']) as string | undefined
  const people = parties.map((p) => ({ value: p.id, label: p.name }))
  const need = [{ required: true, message: t('casework:needed') }]
  return (
    <>
      <Form.Item name={[at, 'kind']} label={t('fields:label.dutyKind')}>
        <Radio.Group options={['pay', 'act'].map((k) => ({ value: k, label: t(`choices:dutyKind.${k}`) }))} />
      </Form.Item>
      <div className="pair">
        <Form.Item name={[at, 'debtor']} label={t('fields:label.debtor')} rules={need}>
          <Select options={people} />
        </Form.Item>
        <Form.Item name={[at, 'creditor']} label={t('fields:label.creditor')}>
          <Select options={people} allowClear />
        </Form.Item>
      </div>
      {kind === 'pay' && (
        <Form.Item name={[at, 'amountFen']} label={t('fields:label.amountFen')} rules={need}>
          <MoneyInput />
        </Form.Item>
      )}
      <Form.Item name={[at, 'what']} label={t('fields:label.dutyWhat')} rules={kind === 'act' ? need : []}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name={[at, 'dueOn']} label={t('fields:label.dutyDue')} rules={need}>
        <DateInput lean="future" />
      </Form.Item>
    </>
  )
}
