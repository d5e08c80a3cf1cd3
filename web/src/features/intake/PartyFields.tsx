import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DateInput } from '@/shared/components/DateInput'
import { CreditCodeInput, IdNumberInput } from '@/shared/components/IdNumberInput'
import { today } from '@/shared/lib/dates'
import { usePhone } from '@/shared/lib/reading'
import type { Codes } from './api'
import { codeOptions } from './codeName'
import type { PartyInput } from './values'

interface Props {
  /** Where the list of parties stands in the form. */
  at: readonly string[]
  codes: Codes
}

const roles = ['applicant', 'respondent', 'third'] as const

/** The parties of a dispute, each with what is needed first and the rest folded away. */
export function PartyFields({ at, codes }: Props) {
  const { t } = useTranslation()
  return (
    <Form.List name={[...at]}>
      {(fields, { add, remove }) => (
        <div className="parties wide">
          {fields.map(({ key, name }) => (
            <section key={key} className="party" aria-label={t('intake:party.nth', { n: name + 1 })}>
              <header>
                <h3>{t('intake:party.nth', { n: name + 1 })}</h3>
                {fields.length > 1 && (
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t('intake:party.remove', { n: name + 1 })}
                    onClick={() => remove(name)}
                  />
                )}
              </header>
              <OneParty base={[...at, name]} name={name} codes={codes} />
            </section>
          ))}
          <Button
            type="dashed"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => add({ role: fields.length === 0 ? 'applicant' : 'respondent', kind: 'person' })}
          >
            {t('intake:party.add')}
          </Button>
        </div>
      )}
    </Form.List>
  )
}

interface OneProps {
  base: (string | number)[]
  name: number
  codes: Codes
}

function OneParty({ base, name, codes }: OneProps) {
  const { t, i18n } = useTranslation()
  const form = Form.useFormInstance()
  const phone = usePhone()
  const kind = Form.useWatch([...base, 'kind'], form) as PartyInput['kind'] | undefined
  const role = Form.useWatch([...base, 'role'], form) as PartyInput['role'] | undefined
  const conceal = Form.useWatch([...base, 'conceal'], form) as boolean | undefined
  const agentAs = Form.useWatch([...base, 'agentAs'], form) as PartyInput['agentAs'] | undefined
  const organisation = kind === 'organisation'
  return (
    <div className="party-fields">
      <Form.Item
        name={[name, 'name']}
        label={organisation ? t('intake:party.orgName') : t('intake:party.name')}
        rules={[{ required: true, whitespace: true, message: t('intake:party.nameMissing') }]}
      >
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[name, 'phone']} label={t('intake:party.phone')}>
        <Input type="tel" inputMode="tel" autoComplete="off" maxLength={20} />
      </Form.Item>
      {organisation ? (
        <Form.Item name={[name, 'idNumber']} label={t('intake:party.credit')}>
          <CreditCodeInput placeholder={t('intake:party.idShort')} />
        </Form.Item>
      ) : (
        <Form.Item name={[name, 'idNumber']} label={t('intake:party.id')} extra={phone && t('intake:party.idHelp')}>
          <IdNumberInput
            placeholder={phone ? '' : t('intake:party.idShort')}
            onFacts={(facts) => {
              form.setFieldValue([...base, 'sex'], facts.sex === 'male' ? '1' : '2')
              form.setFieldValue([...base, 'bornOn'], facts.birth)
            }}
          />
        </Form.Item>
      )}
      <Form.Item name={[name, 'role']} label={t('intake:party.role')} rules={[{ required: true }]}>
        <Radio.Group
          optionType="button"
          options={roles.map((role) => ({ value: role, label: t(`intake:role.${role}`) }))}
        />
      </Form.Item>
      <Form.Item name={[name, 'kind']} label={t('intake:party.kind')}>
        <Radio.Group
          optionType="button"
          // The number of a person is none of an organisation, nor the other way round.
          onChange={() => form.setFieldValue([...base, 'idNumber'], undefined)}
          options={[
            { value: 'person', label: t('intake:party.person') },
            { value: 'organisation', label: t('intake:party.organisation') },
          ]}
        />
      </Form.Item>
      {role !== 'respondent' && (
        <Form.Item
          name={[name, 'conceal']}
          valuePropName="checked"
          className="wide"
          extra={conceal && t('intake:party.concealHelp')}
        >
          <Checkbox>{t('intake:party.conceal')}</Checkbox>
        </Form.Item>
      )}
      <details className="wide more-fields">
        <summary>{t('intake:party.more')}</summary>
        <div className="party-fields">
          {organisation ? (
            <Form.Item name={[name, 'legalRep']} label={t('intake:party.legalRep')}>
              <Input maxLength={80} />
            </Form.Item>
          ) : (
            <PersonFields name={name} codes={codes} />
          )}
          <Form.Item name={[name, 'address']} label={t('intake:party.address')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[name, 'reach']} label={t('intake:party.reach')} extra={t('intake:party.reachHelp')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[name, 'agent']} label={t('intake:party.agent')}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name={[name, 'agentAs']} label={t('intake:party.agentAs')}>
            <Select
              allowClear
              options={(['agent', 'guardian', 'elected'] as const).map((as) => ({
                value: as,
                label: t(`intake:agentAs.${as}`),
              }))}
            />
          </Form.Item>
          {agentAs === 'guardian' && <GuardianFields name={name} />}
          <Form.Item name={[name, 'agentPhone']} label={t('intake:party.agentPhone')}>
            <Input type="tel" inputMode="tel" maxLength={20} />
          </Form.Item>
          <Form.Item name={[name, 'count']} label={t('intake:party.count')} extra={t('intake:party.countHelp')}>
            <InputNumber min={1} max={999999} precision={0} />
          </Form.Item>
          {!organisation && (
            <Form.Item name={[name, 'noIdReason']} label={t('intake:party.noId')}>
              <Select allowClear options={codeOptions(codes.not_collected, i18n.language)} />
            </Form.Item>
          )}
        </div>
      </details>
    </div>
  )
}

function PersonFields({ name, codes }: { name: number; codes: Codes }) {
  const { t, i18n } = useTranslation()
  return (
    <>
      <Form.Item name={[name, 'sex']} label={t('intake:party.sex')}>
        <Select allowClear options={codeOptions(codes.sex, i18n.language)} />
      </Form.Item>
      <Form.Item name={[name, 'bornOn']} label={t('intake:party.born')}>
        <DateInput lean="past" max={today()} />
      </Form.Item>
      <Form.Item name={[name, 'work']} label={t('intake:party.work')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[name, 'capacity']} label={t('fields:label.party_capacity')} extra={t('fields:help.capacity')}>
        <Select
          allowClear
          options={(['full', 'limited', 'none'] as const).map((value) => ({
            value,
            label: t(`choices:capacity.${value}`),
          }))}
        />
      </Form.Item>
    </>
  )
}

const relations = ['parent', 'spouse', 'child', 'grandparent', 'sibling', 'relative', 'organisation', 'other'] as const

// By what somebody is guardian: what they are to the party, and the paper it rests on.
function GuardianFields({ name }: { name: number }) {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item name={[name, 'agentRelation']} label={t('fields:label.party_agentRelation')}>
        <Select
          allowClear
          options={relations.map((value) => ({ value, label: t(`choices:agentRelation.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name={[name, 'agentAuthority']}
        label={t('fields:label.party_agentAuthority')}
        extra={t('fields:help.agentAuthority')}
      >
        <Input maxLength={100} />
      </Form.Item>
    </>
  )
}
