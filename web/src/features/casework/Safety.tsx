import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ToneTag } from '@/shared/components/Tones'
import { dayText } from '@/shared/lib/dates'
import { Block, Lines, type Part, Past } from './Block'
import { choices } from './forms'
import { violent } from './formsSafety'
import { partyName } from './people'
import type { Reporting, Screening } from './wire'

const family = '01' // GB/T 31000: there somebody asks before both sides sit together

/** What to know before anybody is called or invited. */
export function Cautions({ view }: Pick<Part, 'view'>) {
  const { t } = useTranslation()
  if (view.cautions.length === 0) return null
  return (
    <ul className="sealed-banner cautions" data-tone="near" aria-label={t('casework:cautions')}>
      {view.cautions.map((c) => (
        <li key={`${c.code} ${c.party}`}>{c.text}</li>
      ))}
    </ul>
  )
}

/** Safety at home: what was answered, what the law gives, and what had to be reported. */
export function Safety(part: Part) {
  const { t } = useTranslation()
  const { view, onOpen } = part
  const asked = view.screenings.at(-1)
  const may = choices(view).all.some((c) => c.act === 'screen' && c.ok)
  const relevant = view.case.gbType.startsWith(family) && may
  if (!asked && view.reports.length === 0 && !relevant) return null
  const before = view.screenings.slice(0, -1).toReversed()
  const report = choices(view).all.some((c) => c.act === 'report' && c.ok)
  return (
    <Block {...part} title={t('casework:safety')} name="safety" add="screen">
      {asked ? <Answer view={view} screening={asked} /> : <p className="nothing">{t('casework:unasked')}</p>}
      {before.length > 0 && (
        <Past title={t('casework:answersBefore', { count: before.length })}>
          {before.map((s) => (
            <Answer key={s.id} view={view} screening={s} />
          ))}
        </Past>
      )}
      {view.reports.length > 0 && (
        <ul className="fact-list">
          {view.reports.map((r) => (
            <li key={r.id} data-past={r.liftedAt !== undefined || undefined}>
              <ReportLine view={view} report={r} />
            </li>
          ))}
        </ul>
      )}
      {report && (violent(view) || view.reports.length > 0) && (
        <Button size="small" onClick={() => onOpen({ act: 'report' })}>
          {t('acts:name.report')}
        </Button>
      )}
      {violent(view) && <Guidance />}
    </Block>
  )
}

function Answer({ view, screening: s }: Pick<Part, 'view'> & { screening: Screening }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const label = (key: string) => t(`fields:label.${key}`)
  return (
    <Lines
      lines={[
        [label('harm'), t(`choices:harm.${s.harm}`)],
        [label('harmed'), s.harmed && partyName(view, s.harmed)],
        [label('harmedBy'), s.harmedBy && partyName(view, s.harmedBy)],
        [label('child'), s.child && t('choices:yesNo.yes')],
        [label('told'), s.told],
        [t('casework:askedBy'), [view.people[s.by], days.instant(s.at)].filter(Boolean).join(' ')],
      ]}
    />
  )
}

function ReportLine({ view, report: r }: Pick<Part, 'view'> & { report: Reporting }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const label = (key: string) => t(`fields:label.${key}`)
  const state = r.reportedAt ? 'reported' : r.liftedAt ? 'lifted' : 'waiting'
  return (
    <>
      <p>
        <strong>
          {[t(`choices:ground.${r.ground}`), r.party && partyName(view, r.party)].filter(Boolean).join(' · ')}
        </strong>{' '}
        <ToneTag tone={state === 'reported' ? 'settled' : state === 'lifted' ? 'plain' : 'overdue'}>
          {t(`casework:reportState.${state}`)}
        </ToneTag>
      </p>
      <Lines
        lines={[
          [label('reportTo'), r.to && [t(`choices:reportTo.${r.to}`), r.office].filter(Boolean).join(' · ')],
          [label('reportWay'), r.way && t(`choices:reportWay.${r.way}`)],
          [label('reportedAt'), r.reportedAt && days.instant(r.reportedAt)],
          [label('reportedBy'), r.reportedBy],
          [label('takenBy'), r.takenBy],
          [label('receipt'), r.receipt],
          [label('note'), r.note],
          [t('casework:dueSince'), !r.reportedAt && r.dueSince && days.instant(r.dueSince)],
          [t('casework:liftReason'), r.liftedAt && (r.liftReason || days.instant(r.liftedAt))],
        ]}
      />
    </>
  )
}

const advice = ['help', 'warning', 'order', 'shelter', 'choice'] as const

// What the law gives to whoever is hurt at home (反家庭暴力法).
function Guidance() {
  const { t } = useTranslation()
  return (
    <details className="past">
      <summary>{t('casework:guidance.title')}</summary>
      <ul className="guidance">
        {advice.map((key) => (
          <li key={key}>{t(`casework:guidance.${key}`)}</li>
        ))}
      </ul>
    </details>
  )
}
