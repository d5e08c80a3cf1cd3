import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DateInput } from '@/shared/components/DateInput'
import { MoneyInput } from '@/shared/components/MoneyInput'
import { today } from '@/shared/lib/dates'
import type { DutyValues, PartyInput } from './values'

const at = ['agreement', 'obligations']

/** What each side has to do, each with its day, or done on the spot. */
export function DutyFields() {
  const { t } = useTranslation()
  return (
    <Form.List name={at}>
      {(fields, { add, remove }) => (
        <div className="parties wide">
          {fields.map(({ key, name }) => (
            <section key={key} className="party" aria-label={t('intake:duty.nth', { n: name + 1 })}>
              <header>
                <h3>{t('intake:duty.nth', { n: name + 1 })}</h3>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('intake:duty.remove', { n: name + 1 })}
                  onClick={() => remove(name)}
                />
              </header>
              <OneDuty name={name} />
            </section>
          ))}
          <Button
            type="dashed"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => add({ debtor: '1', creditor: '0', kind: 'pay', done: true } satisfies DutyValues)}
          >
            {t('intake:duty.add')}
          </Button>
        </div>
      )}
    </Form.List>
  )
}

/** usePartyOptions names the parties of the form by their place, as the API wants them. */
export function usePartyOptions(): { value: string; label: string }[] {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const parties = (Form.useWatch(['register', 'parties'], form) ?? []) as Partial<PartyInput>[]
  return parties.map((p, i) => ({ value: String(i), label: p?.name || t('intake:party.nth', { n: i + 1 }) }))
}

function OneDuty({ name }: { name: number }) {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const parties = usePartyOptions()
  const duty = Form.useWatch([...at, name], form) as DutyValues | undefined
  return (
    <div className="party-fields">
      <Form.Item
        name={[name, 'debtor']}
        validateTrigger="onChange"
        label={t('intake:duty.debtor')}
        rules={[{ required: true }]}
      >
        <Select options={parties} />
      </Form.Item>
      <Form.Item name={[name, 'creditor']} label={t('intake:duty.creditor')}>
        <Select allowClear options={parties.filter((p) => p.value !== duty?.debtor)} />
      </Form.Item>
      <Form.Item name={[name, 'kind']} label={t('intake:duty.kind')}>
        <Radio.Group
          optionType="button"
          options={[
            { value: 'pay', label: t('intake:duty.pay') },
            { value: 'act', label: t('intake:duty.act') },
          ]}
        />
      </Form.Item>
      {duty?.kind === 'pay' && (
        <Form.Item
          name={[name, 'amountFen']}
          validateTrigger="onChange"
          label={t('intake:duty.amount')}
          rules={[{ required: true, message: t('intake:duty.amountMissing') }]}
        >
          <MoneyInput />
        </Form.Item>
      )}
      <Form.Item
        name={[name, 'what']}
        label={t('intake:duty.what')}
        rules={
          duty?.kind === 'act' ? [{ required: true, whitespace: true, message: t('intake:duty.whatMissing') }] : []
        }
      >
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name={[name, 'done']} valuePropName="checked" label={t('intake:duty.when')}>
        <Checkbox>{t('intake:duty.done')}</Checkbox>
      </Form.Item>
      {!duty?.done && (
        <Form.Item
          name={[name, 'dueOn']}
          validateTrigger="onChange"
          label={t('intake:duty.dueOn')}
          rules={[{ required: true, message: t('intake:duty.dueMissing') }]}
        >
          <DateInput lean="future" min={today()} />
        </Form.Item>
      )}
    </div>
  )
}
