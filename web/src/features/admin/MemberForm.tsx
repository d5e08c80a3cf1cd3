import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DateInput } from '@/shared/components/DateInput'
import { PanelForm } from '@/shared/components/PanelForm'
import { toast } from '@/shared/components/Toasts'
import { useSubmit } from '@/shared/lib/submit'
import { addMember, currentCodes, updateMember } from './api'
import { memberFunctions } from './orgKinds'
import type { Member } from './types'

const lists = ['sex', 'education'] as const

/** Adds a member, or changes what is known of one. Terms are three years (law Art 9). */
export function MemberForm({ orgId, member, onClose }: { orgId: string; member?: Member; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const [form] = Form.useForm<Member>()
  const codes = useQuery({ queryKey: ['codes', lists.join(',')], queryFn: () => currentCodes(lists) })
  const options = (list: string) =>
    (codes.data?.[list] ?? []).map((c) => ({ value: c.code, label: i18n.language === 'en' ? c.en : c.zh }))
  const { submit, busy, problem } = useSubmit<Member, Member>({
    send: (values, headers) => {
      const body: Member = { ...(member ?? { id: '' }), ...filled(values), fullTime: values.fullTime ?? false }
      return member ? updateMember(member.id, body, headers) : addMember(orgId, body, headers)
    },
    version: member?.version,
    refresh: [['org'], ['breaches']],
    onDone: () => {
      toast(t('admin:saved'))
      onClose()
    },
  })
  return (
    <PanelForm<Member>
      open
      title={member ? t('admin:members.edit') : t('admin:members.add')}
      onClose={onClose}
      form={form}
      initial={member ?? { functions: ['mediator'], origin: 'elected' }}
      onSubmit={submit}
      submitLabel={t('admin:save')}
      busy={busy}
      problem={problem}
    >
      <Form.Item
        name="name"
        label={t('admin:members.name')}
        rules={[{ required: true, whitespace: true, message: t('admin:required') }]}
      >
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        name="sex"
        validateTrigger="onChange"
        label={t('admin:members.sex')}
        rules={[{ required: true, message: t('admin:required') }]}
      >
        <Select options={options('sex')} loading={codes.isPending} />
      </Form.Item>
      <Form.Item
        name="functions"
        validateTrigger="onChange"
        label={t('admin:members.functions')}
        rules={[{ required: true, message: t('admin:required') }]}
      >
        <Select mode="multiple" options={memberFunctions.map((f) => ({ value: f, label: t(`admin:function.${f}`) }))} />
      </Form.Item>
      <Form.Item name="origin" label={t('admin:members.origin')}>
        <Radio.Group
          optionType="button"
          options={(['elected', 'appointed'] as const).map((o) => ({ value: o, label: t(`admin:origin.${o}`) }))}
        />
      </Form.Item>
      <Form.Item name="termFrom" label={t('admin:members.termFrom')}>
        <DateInput lean="near" />
      </Form.Item>
      <Form.Item name="termUntil" label={t('admin:members.termUntil')} extra={t('admin:members.termHelp')}>
        <DateInput lean="future" />
      </Form.Item>
      <Form.Item name="electedBy" label={t('admin:members.electedBy')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="electedOn" label={t('admin:members.electedOn')}>
        <DateInput lean="past" />
      </Form.Item>
      <Form.Item name="birthYear" label={t('admin:members.birthYear')}>
        <InputNumber min={1900} max={2100} precision={0} />
      </Form.Item>
      <Form.Item name="education" label={t('admin:members.education')}>
        <Select allowClear options={options('education')} loading={codes.isPending} />
      </Form.Item>
      <Form.Item name="phone" label={t('admin:members.phone')}>
        <Input type="tel" maxLength={20} />
      </Form.Item>
      <Form.Item name="fullTime" valuePropName="checked">
        <Checkbox>{t('admin:members.fullTime')}</Checkbox>
      </Form.Item>
    </PanelForm>
  )
}

// A cleared input is undefined, which would leave the old value of the member in place.
function filled(values: Member): Member {
  return Object.fromEntries(
    Object.entries(values).map(([k, v]) => [k, v ?? (k === 'birthYear' ? 0 : '')]),
  ) as unknown as Member
}
