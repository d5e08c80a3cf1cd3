import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DateInput } from '@/shared/components/DateInput'
import { PanelForm } from '@/shared/components/PanelForm'
import { toast } from '@/shared/components/Toasts'
import { addDays, today } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { revisePolicy } from './api'
import { countOf, readDays } from './policy'
import type { Policy } from './types'

interface Values {
  length: number
  unit: string
  pausable?: boolean
  yellow_percent: number
  visit_days?: string
  count?: number
  from: string
  status: string
  citation?: string
}

const units = ['hour', 'working_hour', 'day', 'working_day', 'month'] as const
const statuses = ['A', 'B', 'C', 'UNCONFIRMED'] as const

/** Replaces a rule from a day on; what runs already keeps the rule it began with. */
export function PolicyForm({ policy, onClose }: { policy: Policy; onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const { submit, busy, problem } = useSubmit<Values, Policy>({
    send: (values, headers) => revisePolicy(revised(policy, values), headers),
    version: policy.version,
    refresh: [['policies']],
    onDone: () => {
      toast(t('admin:saved'))
      onClose()
    },
  })
  const status = Form.useWatch('status', form)
  return (
    <PanelForm<Values>
      open
      title={t('admin:policies.reviseOne', { name: t(`admin:policyKind.${policy.kind}`) })}
      onClose={onClose}
      form={form}
      initial={valuesOf(policy)}
      onSubmit={submit}
      submitLabel={t('admin:policies.revise')}
      busy={busy}
      problem={problem}
    >
      <p className="panel-lead">{t('admin:policies.reviseHelp')}</p>
      {countOf(policy) ? (
        <Form.Item
          name="count"
          label={t('admin:policies.countLabel')}
          rules={[{ required: true, message: t('admin:required') }]}
        >
          <InputNumber min={0} max={99999} precision={0} />
        </Form.Item>
      ) : (
        <LimitFields policy={policy} />
      )}
      <Form.Item
        name="from"
        validateTrigger="onChange"
        label={t('admin:policies.from')}
        rules={[{ required: true, message: t('admin:required') }]}
      >
        <DateInput lean="future" min={today()} />
      </Form.Item>
      <Form.Item name="status" label={t('admin:source')}>
        <Select
          options={statuses.map((s) => ({
            value: s,
            label: `${t(`admin:status.${s}`)} · ${t(`admin:status.${s}Why`)}`,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="citation"
        label={t('admin:citation')}
        rules={status === 'UNCONFIRMED' ? [] : [{ required: true, message: t('admin:policies.citationMissing') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={300} />
      </Form.Item>
    </PanelForm>
  )
}

function LimitFields({ policy }: { policy: Policy }) {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item
        name="length"
        label={t('admin:policies.limit')}
        rules={[{ required: true, message: t('admin:required') }]}
      >
        <InputNumber min={0} max={3650} precision={0} />
      </Form.Item>
      <Form.Item name="unit" label={t('admin:policies.unit')}>
        <Select options={units.map((u) => ({ value: u, label: t(`admin:unitName.${u}`) }))} />
      </Form.Item>
      {policy.kind === 'visit' && (
        <Form.Item
          name="visit_days"
          label={t('admin:policies.visitDays')}
          extra={t('admin:policies.visitHelp')}
          rules={[
            {
              validator: (_, text: string) =>
                readDays(text ?? '') ? Promise.resolve() : Promise.reject(t('admin:policies.visitBad')),
            },
          ]}
        >
          <Input maxLength={60} />
        </Form.Item>
      )}
      <Form.Item name="yellow_percent" label={t('admin:policies.yellow')} extra={t('admin:policies.yellowHelp')}>
        <InputNumber min={1} max={100} precision={0} />
      </Form.Item>
      {policy.kind !== 'total' && (
        <Form.Item name="pausable" valuePropName="checked">
          <Checkbox>{t('admin:policies.pausable')}</Checkbox>
        </Form.Item>
      )}
    </>
  )
}

function valuesOf(policy: Policy): Values {
  return {
    length: policy.length,
    unit: policy.unit,
    pausable: policy.pausable,
    yellow_percent: policy.yellow_percent,
    visit_days: (policy.visit_days ?? []).join(' '),
    count: policy.count ?? 0,
    from: addDays(today(), 1),
    status: policy.status,
    citation: policy.citation,
  }
}

function revised(policy: Policy, values: Values): Policy {
  const { until: _until, ...rest } = policy
  const { visit_days: days, ...plain } = values
  const visit = readDays(days ?? '') ?? []
  return {
    ...rest,
    ...Object.fromEntries(Object.entries(plain).filter(([, v]) => v !== undefined && v !== null)),
    citation: values.citation ?? '',
    ...(visit.length > 0 ? { visit_days: visit } : {}),
  }
}
