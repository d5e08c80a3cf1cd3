import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { came, faultOf } from '@/api/came'
import { departLink, getLink, unlink } from '@/api/provider'
import { loadSession } from '@/api/session'
import { ConfirmButton } from '@/shared/components/ConfirmButton'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { toast } from '@/shared/components/Toasts'
import { dayText } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'

const key = ['me', 'link'] as const

/** One's own link to the sign-in provider; nothing where there is no provider. */
export function ProviderLink() {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const query = useQuery({ queryKey: key, queryFn: getLink })
  const [said] = useState(came.read)
  useEffect(() => came.forget, [])
  const link = useSubmit({
    send: (_: string) => departLink('/account'),
    onDone: (address) => window.location.assign(address),
  })
  const cut = useSubmit({
    send: (_: string) => unlink(),
    onDone: () => {
      void queries.invalidateQueries({ queryKey: key })
      void loadSession()
      toast(t('account:link.gone'))
    },
  })
  const state = query.data
  if (!state?.provider) return null
  const name = { name: state.provider }
  return (
    <section className="card">
      <h2>{state.provider}</h2>
      <ProblemNotice problem={link.problem ?? cut.problem ?? (said ? faultOf(said) : null)} />
      <p className="account-help">{t(state.since ? 'account:link.on' : 'account:link.off', name)}</p>
      {state.since && (
        <dl className="facts">
          <div>
            <dt>{t('account:link.since')}</dt>
            <dd>{dayText(i18n.language).instant(state.since)}</dd>
          </div>
        </dl>
      )}
      <div className="entry-acts">
        {state.since ? (
          <ConfirmButton
            question={t('account:link.cutAsk')}
            detail={t('account:link.cutHelp')}
            loading={cut.busy}
            onConfirm={() => cut.submit('')}
          >
            {t('account:link.cut')}
          </ConfirmButton>
        ) : (
          <button type="button" className="plain-button outlined" disabled={link.busy} onClick={() => link.submit('')}>
            {t('account:link.make')}
          </button>
        )}
      </div>
    </section>
  )
}
