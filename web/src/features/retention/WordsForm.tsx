import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/api/problem'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { SidePanel } from '@/shared/components/SidePanel'

interface Props {
  title: string
  lead: string
  /** Whether words must be given. */
  need: boolean
  danger?: boolean
  busy: boolean
  problem: Problem | null
  onSubmit: (words: string) => void
  onClose: () => void
}

/** One act with its words, in the side panel. */
export function WordsForm(props: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ words: string }>()
  return (
    <SidePanel
      open
      title={props.title}
      onClose={props.onClose}
      footer={
        <>
          <Button type="primary" danger={props.danger ?? false} loading={props.busy} onClick={() => form.submit()}>
            {props.title}
          </Button>
          <Button onClick={props.onClose}>{t('shared:cancel')}</Button>
        </>
      }
    >
      <Form form={form} layout="vertical" onFinish={({ words }) => props.onSubmit(words ?? '')}>
        <ProblemNotice problem={props.problem} />
        <p className="panel-lead">{props.lead}</p>
        <Form.Item
          name="words"
          label={t(props.need ? 'retention:reason' : 'retention:note')}
          rules={props.need ? [{ required: true, whitespace: true, message: t('retention:reasonMissing') }] : []}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={500} />
        </Form.Item>
      </Form>
    </SidePanel>
  )
}
