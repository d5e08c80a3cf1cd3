import { Link } from '@tanstack/react-router'
import { Form } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import { PageHeader } from '@/shared/components/PageHeader'
import { QueryView } from '@/shared/components/QueryView'
import { type FormStep, StepForm } from '@/shared/components/StepForm'
import { useDraft } from '@/shared/lib/draft'
import { usePhone } from '@/shared/lib/reading'
import { useSubmit } from '@/shared/lib/submit'
import { AlikeHints } from './AlikeHints'
import { type Begun, type Codes, makeDraftServer, register, useCodes } from './api'
import { caseLists, FactsFields, FurtherFields, PhotoField, PlaceFields, UrgentField } from './CaseFields'
import { Done } from './Done'
import { Folded } from './Folded'
import { type Habits, WithHabits } from './Habits'
import { PartyFields } from './PartyFields'
import { ScreeningFields } from './ScreeningFields'
import { useSubmitKey } from './useSubmitKey'
import { arrived, forDraft, type RegisterValues, toRegister } from './values'
import './intake.css'

/** /register */
export default function RegisterPage() {
  const { t } = useTranslation()
  const session = useSession()
  const codes = useCodes(caseLists)
  const [begun, setBegun] = useState<Begun | null>(null)
  if (begun)
    return (
      <Done
        begun={begun}
        next={t('intake:done.accept')}
        again={{ label: t('intake:done.another'), onPress: () => setBegun(null) }}
      />
    )
  return (
    <>
      <PageHeader
        title={t('intake:title')}
        meta={may(session, 'immediate') && <Link to="/immediate">{t('intake:immediate.offer')}</Link>}
      />
      <QueryView query={codes} skeleton="form">
        {(lists) => (
          <WithHabits codes={lists}>
            {(habits) => <RegisterForm codes={lists} habits={habits} onDone={setBegun} />}
          </WithHabits>
        )}
      </QueryView>
    </>
  )
}

function blank({ region, channel }: Habits): Partial<RegisterValues> {
  return {
    channel,
    ...(region ? { region } : {}),
    parties: [
      { role: 'applicant', kind: 'person', name: '' },
      { role: 'respondent', kind: 'person', name: '' },
    ],
  }
}

const at: readonly string[] = []

interface FormProps {
  codes: Codes
  habits: Habits
  onDone: (begun: Begun) => void
}

// Whoever registers one after the other keeps place and channel: they rarely change within a morning.
function RegisterForm({ codes, onDone, habits }: FormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<RegisterValues>()
  const server = useMemo(() => makeDraftServer<RegisterValues>('register'), [])
  const draft = useDraft<RegisterValues>('register', server)
  const { submit, busy, problem } = useSubmit({
    send: async (values: RegisterValues, headers) => register(toRegister(await arrived(values)), headers),
    refresh: [['cases'], ['work']],
    onDone: (begun) => {
      habits.remember(form.getFieldsValue(true) as RegisterValues)
      draft.drop()
      onDone(begun)
    },
  })
  useSubmitKey(form)
  // Once for the form: what is remembered on submitting must not change what stands in it.
  const [initial] = useState(() => blank(habits))
  const steps = useSteps(codes, habits)
  return (
    <StepForm<RegisterValues>
      form={form}
      steps={steps}
      className="register-form"
      initial={initial}
      onSubmit={submit}
      submitLabel={t('intake:submit')}
      busy={busy}
      problem={problem}
      draft={{ ...draft, keep: (values) => draft.keep(forDraft(values)) }}
      more={<SubmitHint />}
    />
  )
}

function SubmitHint() {
  const { t } = useTranslation()
  return usePhone() ? null : <small className="saved-at">{t('intake:key')}</small>
}

function useSteps(codes: Codes, { causes }: Habits): FormStep[] {
  const { t } = useTranslation()
  const further = [
    'title',
    'unitName',
    'people',
    'amountFen',
    'inducement',
    'forecast',
    'measures',
  ] satisfies (keyof RegisterValues)[]
  return [
    {
      key: 'what',
      title: t('intake:step.what'),
      fields: ['files', 'facts', 'urgent'],
      content: (
        <>
          <PhotoField at={at} />
          <FactsFields at={at} first />
          <UrgentField at={at} />
        </>
      ),
    },
    {
      key: 'who',
      title: t('intake:step.who'),
      fields: ['parties', 'screening'],
      content: (
        <>
          <PartyFields at={['parties']} codes={codes} />
          <AlikeHints />
          <ScreeningFields at={at} />
        </>
      ),
    },
    {
      key: 'where',
      title: t('intake:step.where'),
      fields: ['region', 'address', 'cause', 'channel', 'happenedOn', ...further],
      content: (
        <>
          <PlaceFields at={at} codes={codes} causes={causes} />
          <Folded title={t('intake:field.further')}>
            <FurtherFields at={at} codes={codes} />
          </Folded>
        </>
      ),
    },
  ]
}
