import { useTranslation } from 'react-i18next'
import { CopyText } from '@/shared/components/CopyText'
import { dayText } from '@/shared/lib/dates'
import { moneyText } from '@/shared/lib/money'
import { AgreementFacts } from './AgreementFacts'
import { paper } from './api'
import { Block, Lines, type Part, Past, useList } from './Block'
import { CaseClock } from './CaseClock'
import { Caucuses } from './Caucuses'
import { useCodes } from './codes'
import { DataRequests } from './DataRequests'
import { NamedPeople } from './NamedPeople'
import { Papers, Readers } from './Papers'
import { Parties } from './Parties'
import { partyName } from './people'
import { Safety } from './Safety'
import { Ties } from './Ties'
import type { Assignment, CaseView, Clock, Session } from './wire'

/** The facts of a case, beside its story. Parts without content are left out. */
export function Facts(part: Part) {
  const { t } = useTranslation()
  return (
    <aside className="facts" aria-label={t('casework:facts')}>
      <Voices {...part} />
      <DataRequests {...part} />
      <Holds {...part} />
      <Hazards {...part} />
      <Ties {...part} />
      <Dispute {...part} />
      <Parties {...part} />
      <Safety {...part} />
      <AgreementFacts {...part} />
      <Sessions {...part} />
      <Caucuses {...part} />
      <Assignments {...part} />
      <Visits {...part} />
      <Papers {...part} />
      <Clocks {...part} />
      <NamedPeople {...part} />
      <Readers {...part} />
    </aside>
  )
}

function Dispute({ view, onOpen }: Part) {
  const { t, i18n } = useTranslation()
  const codes = useCodes()
  const list = useList()
  const days = dayText(i18n.language)
  const { case: c } = view
  const label = (key: string) => t(`fields:label.${key}`)
  const end = c.endReason && codes.name(c.state === 'declined' ? 'decline_reason' : 'termination_reason', c.endReason)
  return (
    <Block view={view} onOpen={onOpen} title={t('casework:dispute')} name="dispute" add="correct">
      <p className="facts-text">{c.facts}</p>
      <Lines
        lines={[
          [label('cause'), codes.name('dispute_cause', c.cause)],
          [label('inducement'), c.inducement && codes.name('inducement', c.inducement)],
          [label('channel'), codes.name('channel', c.channel)],
          [label('address'), placeText(view.regionName, c.address)],
          [label('happenedOn'), c.happenedOn && days.long(c.happenedOn)],
          [label('unitName'), c.unitName],
          [label('people'), c.people],
          [label('amountFen'), c.amountFen ? moneyText(c.amountFen) : ''],
          [label('forecast'), c.forecast && codes.name('forecast', c.forecast)],
          [label('measures'), c.measures],
          [label('difficulty'), c.difficulty && t(`choices:difficulty.${c.difficulty}`)],
          // Settled on the spot there was nothing to weigh: the word of the record says so above.
          [label('triageReason'), c.difficulty !== 'immediate' && c.triageReason],
          [label('intake'), [view.units[c.intakeOrg], view.people[c.registrar]].filter(Boolean).join(' · ')],
          [label('endReason'), end],
          [label('endNote'), c.endNote],
          [label('routes'), list((c.routes ?? []).map((r) => codes.name('refer_route', r)))],
          [label('closingKind'), c.closingKind && codes.name('closing_kind', c.closingKind)],
          [label('retention'), c.retention && codes.name('retention', c.retention)],
          [label('tags'), list((c.tags ?? []).map((code) => codes.name('case_tag', code)))],
          [label('trackingCode'), view.trackingCode && <CopyText text={view.trackingCode} />],
        ]}
      />
    </Block>
  )
}

// An address mostly begins with the village: nothing is said twice.
function placeText(region: string | undefined, address: string): string {
  const known = (region ?? '').split(' ').some((name) => name !== '' && address.includes(name))
  return [known ? '' : region, address].filter(Boolean).join(' ')
}

function Assignments({ view, onOpen }: Part) {
  const { t } = useTranslation()
  if (view.assignments.length === 0) return null
  const past = view.assignments.filter(isPast)
  return (
    <Block view={view} onOpen={onOpen} title={t('casework:assignments')} name="assignments" add="join">
      <AssignmentList view={view} of={view.assignments.filter((a) => !isPast(a))} />
      {past.length > 0 && (
        <Past title={t('casework:pastAssignments', { count: past.length })}>
          <AssignmentList view={view} of={past} />
        </Past>
      )}
    </Block>
  )
}

const isPast = (a: Assignment) => a.state === 'superseded' || a.state === 'returned'

function AssignmentList({ view, of }: { view: CaseView; of: readonly Assignment[] }) {
  return (
    <ul className="fact-list">
      {of.toReversed().map((a) => (
        <li key={a.id} data-past={isPast(a) || undefined}>
          <AssignmentLine view={view} assignment={a} />
        </li>
      ))}
    </ul>
  )
}

function AssignmentLine({ view, assignment: a }: { view: CaseView; assignment: Assignment }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const list = useList()
  const label = (key: string) => t(`fields:label.${key}`)
  return (
    <>
      <p>
        <strong>{a.toName}</strong> {t(`casework:assignRole.${a.role}`)} · {t(`casework:assignState.${a.state}`)}
      </p>
      <Lines
        lines={[
          [label('from'), a.from !== a.to ? view.units[a.from] : ''],
          [label('issuedAt'), days.instant(a.issuedAt)],
          [label('goal'), a.goal],
          [label('leader'), a.leader],
          [label('handler'), a.handlerName],
          [label('dueOn'), a.dueOn && days.short(a.dueOn)],
          [label('duties'), list((a.duties ?? []).map((d) => t(`choices:duty.${d}`)))],
          [label('signedAt'), a.signedAt && days.instant(a.signedAt)],
          [label('reason'), a.reason],
          [label('opinion'), a.opinion],
        ]}
      />
    </>
  )
}

function Sessions({ view, onOpen }: Part) {
  const { t } = useTranslation()
  if (view.sessions.length === 0) return null
  return (
    <Block view={view} onOpen={onOpen} title={t('casework:sessions')} name="sessions" add="record_session">
      <ul className="fact-list">
        {view.sessions.toReversed().map((s) => (
          <li key={s.id} data-past={s.state === 'cancelled' || undefined}>
            <SessionLine view={view} session={s} />
          </li>
        ))}
      </ul>
    </Block>
  )
}

function SessionLine({ view, session: s }: { view: CaseView; session: Session }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const list = useList()
  const label = (key: string) => t(`fields:label.${key}`)
  const when = s.heldAt ?? s.plannedAt
  const come = s.state === 'held' ? s.present : s.invited
  const notice = view.slips.find((p) => p.kind === 'session_notice' && p.subject === s.id && !p.void)
  return (
    <>
      <p>
        <strong>{t('casework:sessionNo', { no: s.no, kind: t(`choices:session.${s.kind}`) })}</strong>{' '}
        {t(`casework:sessionState.${s.state}`)}
        {s.outcome && ` · ${t(`choices:sessionOutcome.${s.outcome}`)}`}
        {s.separate && ` · ${t('fields:label.separate')}`}
      </p>
      <Lines
        lines={[
          [label('at'), when && days.instant(when)],
          [label('place'), s.place],
          [label('chair'), s.chair],
          [label('mediators'), list(s.mediators)],
          [label('experts'), list(s.experts)],
          [label('clerk'), s.clerk],
          [label(s.state === 'held' ? 'present' : 'invited'), list((come ?? []).map((id) => partyName(view, id)))],
          [label('jointReason'), s.jointReason],
          [label('record'), view.sealed.includes(s.id) ? t('casework:recordSealed') : s.record],
          [
            t('casework:movedFrom'),
            list(
              (s.moves ?? []).map((m) => [days.instant(m.plannedAt), m.place, m.reason].filter(Boolean).join(' · ')),
            ),
          ],
          [label('cancelReason'), s.cancelReason ?? (s.endedBy && t(`casework:sessionEndedBy.${s.endedBy}`))],
        ]}
      />
      {notice && (
        <a href={paper.slip(view.case.id, notice.id, 'pdf')} target="_blank" rel="noreferrer">
          {t('casework:slip.session_notice')} {notice.no}
        </a>
      )}
    </>
  )
}

function Visits({ view, onOpen }: Part) {
  const { t, i18n } = useTranslation()
  const codes = useCodes()
  const days = dayText(i18n.language)
  if (view.visits.length === 0) return null
  return (
    <Block view={view} onOpen={onOpen} title={t('casework:visits')} add="visit">
      <ul className="fact-list">
        {view.visits.toReversed().map((v) => (
          <li key={v.id}>
            <p>
              <strong>{days.short(v.on)}</strong> {codes.name('visit_way', v.way)} ·{' '}
              {v.party ? partyName(view, v.party) : v.noneReason}
            </p>
            <Lines
              lines={[
                [t('fields:label.settled'), v.settled && t(`choices:settled.${v.settled}`)],
                [t('fields:label.performed'), v.performed && t(`choices:performed.${v.performed}`)],
                [t('fields:label.satisfied'), v.satisfied && t(`choices:satisfied.${v.satisfied}`)],
                [t('fields:label.words'), v.words],
              ]}
            />
          </li>
        ))}
      </ul>
    </Block>
  )
}

function Hazards({ view, onOpen }: Part) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  if (view.hazards.length === 0) return null
  return (
    <Block view={view} onOpen={onOpen} title={t('casework:hazards')} add="add_hazard">
      <ul className="fact-list">
        {view.hazards.map((h) => (
          <li key={h.id} data-past={h.removedAt !== undefined || undefined}>
            <p>
              <strong>{h.what}</strong>
            </p>
            <Lines
              lines={[
                [t('fields:label.measures'), h.measures],
                [t('fields:label.reportedTo'), h.reportedTo],
                [t('casework:removed'), h.removedAt && `${days.instant(h.removedAt)} ${h.how ?? ''}`],
              ]}
            />
          </li>
        ))}
      </ul>
    </Block>
  )
}

function Holds({ view, onOpen }: Part) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  if (view.holds.length === 0) return null
  return (
    <Block view={view} onOpen={onOpen} title={t('casework:holds')} add="hold">
      <ul className="fact-list">
        {view.holds.map((h) => (
          <li key={h.id} data-past={h.releasedAt !== undefined || undefined}>
            <p>
              <strong>
                {h.untilOn ? t('casework:heldUntil', { on: days.short(h.untilOn) }) : t('casework:heldOpen')}
              </strong>{' '}
              {days.instant(h.at)} · {view.people[h.by]}
            </p>
            <p>{h.reason}</p>
            {h.releasedAt && (
              <p>
                {t('casework:holdReleased')} {days.instant(h.releasedAt)} {h.releaseReason}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Block>
  )
}

function Voices({ view, onOpen }: Part) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  if (view.voices.length === 0) return null
  return (
    <Block view={view} onOpen={onOpen} title={t('casework:voices')}>
      <ul className="fact-list">
        {view.voices.map((v) => (
          <li key={v.id}>
            <p>
              <strong>{t(`choices:voice.${v.kind}`)}</strong> {days.instant(v.at)}
            </p>
            <p>{v.text}</p>
            {v.kind !== 'settled' && (
              <p>
                {v.answeredAt
                  ? `${t(`choices:answerHow.${v.how}`)} ${days.instant(v.answeredAt)}`
                  : t('casework:voiceWaits', { unit: view.units[v.to] ?? '' })}
              </p>
            )}
            {v.answer && <p>{v.answer}</p>}
          </li>
        ))}
      </ul>
    </Block>
  )
}

// The total that never pauses, and clocks that have stopped; the others stand on top of the page.
function Clocks({ view, onOpen }: Part) {
  const { t } = useTranslation()
  const total = view.clocks.filter((k) => k.running && k.kind === 'total')
  const past = view.clocks.filter((k) => !k.running)
  if (total.length + past.length === 0) return null
  return (
    <Block view={view} onOpen={onOpen} title={t('casework:pastClocks')}>
      <ClockList view={view} of={total} />
      {past.length > 0 && (
        <Past title={t('casework:doneClocks', { count: past.length })}>
          <ClockList view={view} of={past} />
        </Past>
      )}
    </Block>
  )
}

function ClockList({ view, of }: { view: CaseView; of: readonly Clock[] }) {
  return (
    <ul className="next-clocks">
      {of.map((clock) => (
        <li key={clock.id}>
          <CaseClock caseId={view.case.id} clock={clock} />
        </li>
      ))}
    </ul>
  )
}
