import { Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { PanelForm } from '@/shared/components/PanelForm'
import { toast } from '@/shared/components/Toasts'
import { dayText } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { type Hours, putHours } from './api'
import { clockOf, minuteOf, sunday } from './hours'

interface Values {
  days: number[]
  from: string
  until: string
}

/** When somebody works: sessions are proposed in these hours. */
export function HoursForm({ user, hours, onClose }: { user: string; hours: Hours; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const [form] = Form.useForm<Values>()
  const text = dayText(i18n.language)
  const { submit, busy, problem } = useSubmit<Values>({
    send: (v) => putHours(user, { days: v.days, from: minuteOf(v.from) ?? 0, until: minuteOf(v.until) ?? 0 }),
    refresh: [['diaryUnit']],
    onDone: () => {
      toast(t('diary:saved'))
      onClose()
    },
  })
  const time = {
    validator: (_: unknown, value: string) =>
      minuteOf(value) === undefined ? Promise.reject(new Error(t('diary:hours.bad'))) : Promise.resolve(),
  }
  return (
    <PanelForm<Values>
      open
      title={t('diary:hours.title')}
      onClose={onClose}
      form={form}
      initial={{ days: hours.days, from: clockOf(hours.from), until: clockOf(hours.until) }}
      onSubmit={submit}
      submitLabel={t('diary:save')}
      busy={busy}
      problem={problem}
    >
      <Form.Item name="days" label={t('diary:hours.days')} extra={t('diary:hours.help')}>
        <Checkbox.Group options={[1, 2, 3, 4, 5, 6, 0].map((d) => ({ value: d, label: text.weekday(sunday(d)) }))} />
      </Form.Item>
      <Form.Item name="from" label={t('diary:hours.from')} rules={[time]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="until" label={t('diary:hours.until')} rules={[time]}>
        <Input autoComplete="off" />
      </Form.Item>
    </PanelForm>
  )
}
