import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Codes } from './api'
import { codeOptions } from './codeName'
import { DutyFields, usePartyOptions } from './DutyFields'
import { Folded } from './Folded'
import type { PartyInput } from './values'

/** The mediation itself: rights told, what was said, how it ended. */
export function SessionFields({ codes }: { codes: Codes }) {
  const { t, i18n } = useTranslation()
  const parties = usePartyOptions()
  return (
    <>
      <Form.Item
        name={['session', 'rightsTold']}
        validateTrigger="onChange"
        valuePropName="checked"
        className="wide"
        extra={t('intake:session.rightsHelp')}
        rules={[{ validator: (_, on) => (on ? Promise.resolve() : Promise.reject(t('intake:session.rightsMissing'))) }]}
      >
        <Checkbox>{t('intake:session.rights')}</Checkbox>
      </Form.Item>
      <Form.Item
        name={['session', 'record']}
        label={t('intake:session.record')}
        extra={t('intake:session.recordHelp')}
        className="wide"
        rules={[{ required: true, whitespace: true, message: t('intake:session.recordMissing') }]}
      >
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} maxLength={20000} />
      </Form.Item>
      <Form.Item
        name={['session', 'mediators']}
        validateTrigger="onChange"
        label={t('intake:session.mediators')}
        rules={[{ required: true, message: t('intake:session.mediatorsMissing') }]}
      >
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item
        name={['session', 'place']}
        label={t('intake:session.place')}
        rules={[{ required: true, whitespace: true, message: t('intake:session.placeMissing') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={['session', 'outcome']} label={t('intake:session.outcome')} className="wide">
        <Radio.Group
          optionType="button"
          options={(['agreed', 'continue', 'failed'] as const).map((o) => ({
            value: o,
            label: t(`intake:outcome.${o}`),
          }))}
        />
      </Form.Item>
      <Folded title={t('intake:field.further')}>
        <Form.Item name={['session', 'means']} label={t('intake:session.means')}>
          <Select mode="multiple" allowClear options={codeOptions(codes.means, i18n.language)} />
        </Form.Item>
        <Form.Item name={['session', 'absent']} label={t('intake:session.absent')}>
          <Select mode="multiple" allowClear options={parties} placeholder={t('intake:session.allPresent')} />
        </Form.Item>
        <Form.Item name={['session', 'minutes']} label={t('intake:session.minutes')}>
          <InputNumber min={1} max={1440} precision={0} />
        </Form.Item>
      </Folded>
    </>
  )
}

/** The oral agreement: clauses, and who owes what. */
export function AgreementFields() {
  const { t } = useTranslation()
  return (
    <>
      <Form.List name={['agreement', 'terms']}>
        {(fields, { add, remove }) => (
          <div className="terms wide">
            {fields.map(({ key, name }) => (
              <div key={key} className="term">
                <Form.Item
                  name={name}
                  label={t('intake:agreement.term', { n: name + 1 })}
                  rules={
                    name === 0 ? [{ required: true, whitespace: true, message: t('intake:agreement.termMissing') }] : []
                  }
                >
                  <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={2000} />
                </Form.Item>
                {fields.length > 1 && (
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t('intake:agreement.removeTerm', { n: name + 1 })}
                    onClick={() => remove(name)}
                  />
                )}
              </div>
            ))}
            <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => add('')}>
              {t('intake:agreement.addTerm')}
            </Button>
          </div>
        )}
      </Form.List>
      <p className="wide intake-hint">{t('intake:duty.lead')}</p>
      <DutyFields />
    </>
  )
}

/** What the parties themselves say: only they can say that it is settled. */
export function OwnWordFields() {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const settled = Form.useWatch('settled', form) as boolean | undefined
  const parties = (Form.useWatch(['register', 'parties'], form) ?? []) as Partial<PartyInput>[]
  const guarded = parties.some((p) => p.agentAs === 'guardian')
  return (
    <>
      <Form.Item name="settled" valuePropName="checked" className="wide" extra={t('intake:word.help')}>
        <Checkbox>{t('intake:word.settled')}</Checkbox>
      </Form.Item>
      {guarded && (
        <Form.Item name="byGuardian" valuePropName="checked" className="wide" extra={t('intake:word.guardianHelp')}>
          <Checkbox>{t('intake:word.guardian')}</Checkbox>
        </Form.Item>
      )}
      {settled && (
        <Form.Item name="words" label={t('intake:word.words')} className="wide">
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      )}
    </>
  )
}
