import { Button, Form, type FormInstance } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/api/problem'
import { useProblemFields } from '../lib/form'
import { ProblemNotice } from './ProblemNotice'
import { SidePanel } from './SidePanel'

interface Props<Values extends object> {
  open: boolean
  title: string
  onClose: () => void
  form: FormInstance<Values>
  initial: Partial<Values>
  onSubmit: (values: Values) => void
  submitLabel: string
  busy: boolean
  problem: Problem | null
  children: ReactNode
}

/** A form in the side panel. What was typed stays when the server refuses it. */
export function PanelForm<Values extends object>(props: Props<Values>) {
  const { t } = useTranslation()
  const toField = useProblemFields(props.form, props.problem)
  return (
    <SidePanel
      open={props.open}
      title={props.title}
      onClose={props.onClose}
      footer={
        <>
          <Button type="primary" loading={props.busy} onClick={() => props.form.submit()}>
            {props.submitLabel}
          </Button>
          <Button onClick={props.onClose}>{t('shared:cancel')}</Button>
        </>
      }
    >
      <Form<Values>
        form={props.form}
        layout="vertical"
        preserve={false}
        validateTrigger="onBlur"
        scrollToFirstError={{ focus: true }}
        initialValues={props.initial as Values}
        onFinish={props.onSubmit}
      >
        <ProblemNotice problem={props.problem} onField={toField} />
        {props.children}
        <button type="submit" hidden />
      </Form>
    </SidePanel>
  )
}
