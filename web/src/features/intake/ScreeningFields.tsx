import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PartyInput, RegisterValues } from './values'

type Harm = NonNullable<RegisterValues['screening']>['harm']

/** Safety at home, asked alone and kindly; nobody has to ask, nobody has to say. */
export function ScreeningFields({ at }: { at: readonly string[] }) {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const path = [...at, 'screening']
  const harm = Form.useWatch([...path, 'harm'], form) as Harm | undefined
  const parties = (Form.useWatch([...at, 'parties'], form) ?? []) as Partial<PartyInput>[]
  const options = parties.map((p, i) => ({ value: String(i), label: p.name || t('intake:party.nth', { n: i + 1 }) }))
  return (
    <details className="wide more-fields">
      <summary>{t('intake:screening.title')}</summary>
      <div className="party-fields">
        <p className="wide screening-lead">{t('intake:screening.lead')}</p>
        <Form.Item name={[...path, 'harm']} label={t('intake:screening.harm')} className="wide">
          <Radio.Group
            options={(['none', 'yes', 'unsaid'] as const).map((value) => ({
              value,
              label: t(`choices:harm.${value}`),
            }))}
          />
        </Form.Item>
        {harm === 'yes' && (
          <>
            <Form.Item
              name={[...path, 'harmed']}
              label={t('fields:label.harmed')}
              rules={[{ required: true, message: t('intake:screening.harmedMissing') }]}
            >
              <Select options={options} />
            </Form.Item>
            <Form.Item name={[...path, 'harmedBy']} label={t('fields:label.harmedBy')}>
              <Select allowClear options={options} />
            </Form.Item>
            <Form.Item
              name={[...path, 'told']}
              label={t('fields:label.told')}
              className="wide"
              extra={t('intake:screening.toldHelp')}
            >
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
            </Form.Item>
          </>
        )}
        {harm && (
          <Form.Item name={[...path, 'child']} valuePropName="checked" className="wide" extra={t('fields:help.child')}>
            <Checkbox>{t('fields:label.child')}</Checkbox>
          </Form.Item>
        )}
      </div>
    </details>
  )
}
