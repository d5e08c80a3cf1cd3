import { useTranslation } from 'react-i18next'
import { dayText } from '@/shared/lib/dates'
import { concludedOf, draftOf, unconfirmed } from './agreement'
import { Lines, useList } from './Block'
import { Contents } from './Papers'
import { partyName } from './people'
import type { CaseView } from './wire'

type Line = readonly [string, string | undefined]

/** What one has to know before doing the act: the request to be decided, the slip to be signed. */
export function ActBrief({ act, view }: { act: string; view: CaseView }) {
  const lines = useBrief(act, view)
  if (act === 'archive') return <Contents view={view} />
  if (lines.every(([, value]) => !value)) return null
  return (
    <div className="act-brief">
      <Lines lines={lines} />
    </div>
  )
}

function useBrief(act: string, view: CaseView): Line[] {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const list = useList()
  const label = (key: string) => t(`fields:label.${key}`)
  const names = (ids: readonly string[]) => list(ids.map((id) => partyName(view, id)))
  switch (act) {
    case 'sign':
    case 'return': {
      const a = view.assignments.find((a) => a.role === 'lead' && a.state === 'issued')
      if (!a) return []
      return [
        [label('from'), view.units[a.from]],
        [label('goal'), a.goal],
        [label('leader'), a.leader],
        [label('duties'), list((a.duties ?? []).map((d) => t(`choices:duty.${d}`)))],
        [label('dueOn'), a.dueOn && days.long(a.dueOn)],
        [label('reason'), a.reason],
        [t('casework:returnsSoFar'), view.case.returns ? String(view.case.returns) : ''],
      ]
    }
    case 'contact':
    case 'plan_session':
    case 'record_session':
    case 'visit':
      return view.parties.map((p) => [`${p.name} · ${label('party_reach')}`, p.reach])
    case 'decide_extension': {
      const asked = view.extensions.find((x) => !x.decision)
      if (!asked) return []
      return [
        [label('askedBy'), `${view.people[asked.askedBy] ?? ''} ${days.instant(asked.askedAt)}`],
        [label('days'), String(asked.days)],
        [label('reason'), asked.reason],
        [label('bothConsent'), t(`choices:yesNo.${asked.consent ? 'yes' : 'no'}`)],
      ]
    }
    case 'opine': {
      const mine = view.assignments.find((a) => a.role === 'assist' && a.state !== 'superseded' && !a.opinion)
      return [
        [label('from'), mine && view.units[mine.from]],
        [label('goal'), mine?.goal],
        [label('reason'), mine?.reason],
      ]
    }
    case 'confirm_party':
    case 'settle': {
      const draft = draftOf(view)
      if (!draft) return []
      return [
        [label('terms'), (draft.terms ?? []).map((term, i) => `${i + 1}. ${term}`).join('\n')],
        [t('casework:confirmed'), names((draft.confirmations ?? []).map((c) => c.party))],
        [t('casework:unconfirmed'), names(unconfirmed(view, draft))],
      ]
    }
    case 'record_court': {
      const court = concludedOf(view)?.court
      return [
        [label('court'), court?.court],
        [label('appliedOn'), court && days.long(court.on)],
      ]
    }
    default:
      return []
  }
}
