import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getFactor, loadSession, removeFactor, renewRecovery } from '@/api/session'
import { ConfirmButton } from '@/shared/components/ConfirmButton'
import { FactorForm, RecoveryCodes } from '@/shared/components/FactorForm'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { QueryView } from '@/shared/components/QueryView'
import { toast } from '@/shared/components/Toasts'
import { dayText } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'

const key = ['me', 'factor'] as const

/** Below so many recovery codes the person is told to get new ones. */
const few = 3

/** One's own second factor: connect, connect another phone, recovery codes, remove. */
export function Factor() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const query = useQuery({ queryKey: key, queryFn: getFactor })
  const [enrolling, setEnrolling] = useState(false)
  const read = () => Promise.all([queries.invalidateQueries({ queryKey: key }), loadSession()])
  return (
    <section className="card">
      <h2>{t('account:factor.title')}</h2>
      <QueryView query={query}>
        {(state) => {
          if (!state.enrolled || enrolling)
            return (
              <>
                {!state.enrolled && <p className="account-help">{t('account:factor.off')}</p>}
                <FactorForm
                  onDone={() => {
                    setEnrolling(false)
                    void read()
                    toast(t('account:factor.done'))
                  }}
                />
                {enrolling && (
                  <button type="button" className="plain-button" onClick={() => setEnrolling(false)}>
                    {t('account:factor.cancel')}
                  </button>
                )}
              </>
            )
          return <Enrolled state={state} onAgain={() => setEnrolling(true)} read={read} />
        }}
      </QueryView>
    </section>
  )
}

interface EnrolledProps {
  state: Awaited<ReturnType<typeof getFactor>>
  onAgain: () => void
  read: () => Promise<unknown>
}

function Enrolled({ state, onAgain, read }: EnrolledProps) {
  const { t, i18n } = useTranslation()
  const [codes, setCodes] = useState<string[] | null>(null)
  const renew = useSubmit({ send: (_: string) => renewRecovery(), refresh: [key], onDone: setCodes })
  const remove = useSubmit({
    send: (_: string) => removeFactor(),
    onDone: () => {
      void read()
      toast(t('account:factor.removed'))
    },
  })
  if (codes) return <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />
  return (
    <>
      <p className="account-help">{t('account:factor.on')}</p>
      <dl className="facts">
        <div>
          <dt>{t('account:factor.since')}</dt>
          <dd>{state.since && dayText(i18n.language).instant(state.since)}</dd>
        </div>
        <div>
          <dt>{t('account:factor.left')}</dt>
          <dd>{state.recoveryLeft}</dd>
        </div>
      </dl>
      {state.recoveryLeft < few && <p className="account-few">{t('account:factor.few')}</p>}
      <ProblemNotice problem={renew.problem ?? remove.problem} />
      <div className="entry-acts">
        <button type="button" className="plain-button outlined" onClick={onAgain}>
          {t('account:factor.again')}
        </button>
        <ConfirmButton
          question={t('account:factor.renewAsk')}
          detail={t('account:factor.renewHelp')}
          loading={renew.busy}
          onConfirm={() => renew.submit('')}
        >
          {t('account:factor.renew')}
        </ConfirmButton>
        <ConfirmButton
          question={t('account:factor.removeAsk')}
          because={state.duty ? t('account:factor.duty') : undefined}
          loading={remove.busy}
          onConfirm={() => remove.submit('')}
        >
          {t('account:factor.remove')}
        </ConfirmButton>
      </div>
    </>
  )
}
