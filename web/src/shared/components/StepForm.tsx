import { Button, Form, type FormInstance } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/api/problem'
import { type DraftHandle, mergeDraft } from '../lib/draft'
import { fieldPath, useProblemFields } from '../lib/form'
import { usePhone } from '../lib/reading'
import { DraftNotice, SavedAt } from './DraftNotice'
import { ProblemNotice } from './ProblemNotice'

/** One short step on a phone, one section at the desk. */
export interface FormStep {
  key: string
  title: string
  /** Top-level names of the form items in it; they are checked before going on. */
  fields: readonly string[]
  content: ReactNode
}

interface Props<Values extends object> {
  form: FormInstance<Values>
  steps: readonly FormStep[]
  initial?: Partial<Values>
  onSubmit: (values: Values) => void
  submitLabel: string
  busy?: boolean
  problem?: Problem | null
  /** From useDraft: keeps what is typed and offers it again. */
  draft?: DraftHandle<Values>
  /** How the steps stand together at the desk, when not one below the other. */
  className?: string
  /** Buttons beside the main one. */
  more?: ReactNode
}

/**
 * The same fields twice: short steps with progress on a phone, going back
 * without loss; one dense form at the desk. All steps stay mounted, so that
 * nothing typed depends on what is shown.
 */
export function StepForm<Values extends object>(props: Props<Values>) {
  const { form, steps, draft } = props
  const { t } = useTranslation()
  const phone = usePhone()
  const [at, setAt] = useState(0)
  const stepOf = (field: string) => steps.findIndex((s) => s.fields.includes(String(fieldPath(field)[0])))
  const show = (field: string) => {
    const step = stepOf(field)
    if (step >= 0) setAt(step)
  }
  const toField = useProblemFields(form, props.problem ?? null, show)
  const last = at === steps.length - 1

  async function next() {
    const here = steps[at]?.fields ?? []
    try {
      await form.validateFields(here.map((f) => [f]) as never, { recursive: true })
      setAt(at + 1)
      window.scrollTo({ top: 0 })
    } catch {
      focusFirst(form)
    }
  }

  function take(kept: Values) {
    const merged = mergeDraft(kept, form.getFieldsValue(true) as Values, props.initial ?? {})
    form.setFieldsValue(merged as never)
    draft?.keep(merged)
  }

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className={`step-form ${props.className ?? ''}`}
      requiredMark
      validateTrigger="onBlur"
      scrollToFirstError={{ focus: true }}
      initialValues={(props.initial ?? {}) as Values}
      onValuesChange={(_, values) => draft?.keep(values as Values)}
      onFinish={props.onSubmit}
      onFinishFailed={({ errorFields }) => show(String(errorFields[0]?.name[0] ?? ''))}
    >
      {draft && <DraftNotice draft={draft} onTake={take} />}
      {phone && (
        <p className="step-progress">
          <progress max={steps.length} value={at + 1} aria-label={t('shared:step.progress')} />
          <span role="status">{t('shared:step.at', { at: at + 1, of: steps.length, title: steps[at]?.title })}</span>
        </p>
      )}
      <div className="step-sections">
        {steps.map((step, i) => (
          <section key={step.key} data-step={step.key} hidden={phone && i !== at} aria-label={step.title}>
            <h2 className={phone ? 'visually-hidden' : undefined}>{step.title}</h2>
            <div className="step-fields">{step.content}</div>
          </section>
        ))}
      </div>
      <ProblemNotice problem={props.problem ?? null} onField={toField} />
      <div className="form-foot">
        {phone && at > 0 && <Button onClick={() => setAt(at - 1)}>{t('shared:step.back')}</Button>}
        {phone && !last ? (
          <Button key="next" type="primary" onClick={() => void next()}>
            {t('shared:step.next')}
          </Button>
        ) : (
          <Button key="submit" type="primary" htmlType="submit" loading={props.busy}>
            {props.submitLabel}
          </Button>
        )}
        {props.more}
        {draft && <SavedAt draft={draft} />}
      </div>
    </Form>
  )
}

function focusFirst<Values>(form: FormInstance<Values>) {
  const wrong = form.getFieldsError().find((f) => f.errors.length > 0)
  if (wrong) form.scrollToField(wrong.name, { focus: true })
}
