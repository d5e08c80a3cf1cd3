import { Link } from '@tanstack/react-router'
import { Button, Form } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/api/session'
import { DraftNotice, SavedAt } from '@/shared/components/DraftNotice'
import { PageHeader } from '@/shared/components/PageHeader'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { QueryView } from '@/shared/components/QueryView'
import { today } from '@/shared/lib/dates'
import { mergeDraft, useDraft } from '@/shared/lib/draft'
import { useProblemFields } from '@/shared/lib/form'
import { useSubmit } from '@/shared/lib/submit'
import { type Begun, type Codes, immediate, makeDraftServer, useCodes } from './api'
import { caseLists, FactsFields, PhotoField, PlaceFields } from './CaseFields'
import { Done } from './Done'
import { type Habits, WithHabits } from './Habits'
import { AgreementFields, OwnWordFields, SessionFields } from './ImmediateFields'
import { PartyFields } from './PartyFields'
import { ScreeningFields } from './ScreeningFields'
import { useSubmitKey } from './useSubmitKey'
import { arrived, forDraft, type ImmediateValues, toImmediate } from './values'
import './intake.css'

/** /immediate */
export default function ImmediatePage() {
  const { t } = useTranslation()
  const codes = useCodes(caseLists)
  const [begun, setBegun] = useState<Begun | null>(null)
  if (begun)
    return (
      <Done
        begun={begun}
        next={t(begun.state === 'closed' ? 'intake:done.closed' : 'intake:done.goOn')}
        again={{ label: t('intake:done.another'), onPress: () => setBegun(null) }}
      />
    )
  return (
    <>
      <PageHeader
        title={t('intake:immediate.title')}
        meta={
          <>
            <span>{t('intake:immediate.lead')}</span>
            <Link to="/register">{t('intake:immediate.later')}</Link>
          </>
        }
      />
      <QueryView query={codes} skeleton="form">
        {(lists) => (
          <WithHabits codes={lists}>
            {(habits) => <ImmediateForm codes={lists} habits={habits} onDone={setBegun} />}
          </WithHabits>
        )}
      </QueryView>
    </>
  )
}

const told = ['register']

interface FormProps {
  codes: Codes
  habits: Habits
  onDone: (begun: Begun) => void
}

function ImmediateForm({ codes, onDone, habits }: FormProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const [form] = Form.useForm<ImmediateValues>()
  const server = useMemo(() => makeDraftServer<ImmediateValues>('immediate'), [])
  const draft = useDraft<ImmediateValues>('immediate', server)
  const { submit, busy, problem } = useSubmit({
    send: async (values: ImmediateValues, headers) => {
      const told = { ...values, register: await arrived(values.register) }
      return immediate(toImmediate(told, new Date(), today()), headers)
    },
    refresh: [['cases'], ['work']],
    onDone: (begun) => {
      const { register, session } = form.getFieldsValue(true) as ImmediateValues
      habits.remember({ ...register, hall: session.place })
      draft.drop()
      onDone(begun)
    },
  })
  const toField = useProblemFields(form, problem)
  useSubmitKey(form)
  const [initial] = useState(() => blank(user.name, habits))
  const outcome = Form.useWatch(['session', 'outcome'], form)
  function take(kept: ImmediateValues) {
    const merged = mergeDraft(kept, form.getFieldsValue(true) as ImmediateValues, initial)
    form.setFieldsValue(merged)
    draft.keep(merged)
  }
  return (
    <Form<ImmediateValues>
      form={form}
      layout="vertical"
      className="step-form immediate"
      validateTrigger="onBlur"
      scrollToFirstError={{ focus: true }}
      initialValues={initial}
      onValuesChange={(_, values) => draft.keep({ ...values, register: forDraft(values.register) })}
      onFinish={submit}
    >
      <DraftNotice draft={draft} onTake={take} />
      <div className="immediate-columns">
        <div>
          <Part title={t('intake:step.who')}>
            <PartyFields at={['register', 'parties']} codes={codes} />
            <ScreeningFields at={told} />
          </Part>
          <Part title={t('intake:step.what')}>
            <FactsFields at={told} />
            <PlaceFields at={told} codes={codes} causes={habits.causes} />
            <PhotoField at={told} />
          </Part>
        </div>
        <div>
          <Part title={t('intake:step.session')}>
            <SessionFields codes={codes} />
          </Part>
          {outcome === 'agreed' && (
            <>
              <Part title={t('intake:step.agreement')}>
                <AgreementFields />
              </Part>
              <Part title={t('intake:step.word')}>
                <OwnWordFields />
              </Part>
            </>
          )}
        </div>
      </div>
      <ProblemNotice problem={problem} onField={toField} />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t(outcome === 'agreed' ? 'intake:immediate.submit' : 'intake:immediate.submitOpen')}
        </Button>
        <SavedAt draft={draft} />
      </div>
    </Form>
  )
}

function blank(mediator: string, { region, channel, hall }: Habits): Partial<ImmediateValues> {
  return {
    register: {
      facts: '',
      cause: '',
      channel,
      ...(region ? { region } : {}),
      parties: [
        { role: 'applicant', kind: 'person', name: '' },
        { role: 'respondent', kind: 'person', name: '' },
      ],
    },
    session: { mediators: [mediator], outcome: 'agreed', ...(hall ? { place: hall } : {}) },
    agreement: { terms: [''] },
  }
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <div className="step-fields">{children}</div>
    </section>
  )
}
