import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ToneTag } from '@/shared/components/Tones'
import { dayText } from '@/shared/lib/dates'
import type { Tone } from '@/shared/tokens'
import { concludedOf, draftOf, dutyText, unconfirmed } from './agreement'
import { Block, Lines, type Part, useList } from './Block'
import { type Codes, useCodes } from './codes'
import { choices } from './forms'
import { partyName } from './people'
import type { Agreement, Obligation } from './wire'

/** The agreement in force or being drafted, its duties, confirmations and the court. */
export function AgreementFacts(part: Part) {
  const shown = [draftOf(part.view), concludedOf(part.view)].filter((a) => a !== undefined)
  return shown.map((a) => <AgreementBlock key={a.id} {...part} agreement={a} />)
}

function AgreementBlock({ agreement: a, ...part }: Part & { agreement: Agreement }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const list = useList()
  const codes = useCodes()
  const { view } = part
  const label = (key: string) => t(`fields:label.${key}`)
  const lacking = a.state === 'draft' ? unconfirmed(view, a) : []
  const title = a.no || t('casework:draft')
  const name = (id: string) => partyName(view, id)
  const said = (a.confirmations ?? []).map(
    (c) => `${name(c.party)} ${t(`choices:confirmWay.${c.way}`)} ${days.short(c.on)}`,
  )
  return (
    <Block
      {...part}
      title={t('casework:agreement', { title })}
      name={a.state === 'draft' ? 'draft' : 'agreement'}
      add={a.state === 'draft' ? 'draft_agreement' : 'apply_court'}
    >
      <ol className="terms">
        {(a.terms ?? []).map((term, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a clause has no identity but its place
          <li key={i}>{term}</li>
        ))}
      </ol>
      {(a.obligations ?? []).length > 0 && (
        <ul className="fact-list">
          {a.obligations?.map((o) => (
            <li key={o.id}>
              <Duty {...part} duty={o} open={a.state === 'concluded'} />
            </li>
          ))}
        </ul>
      )}
      <Lines
        lines={[
          [label('form'), t(`choices:form.${a.form}`)],
          [label('agreementFacts'), a.facts],
          [label('issues'), a.issues],
          [label('manner'), a.manner],
          [label('performPlace'), a.place],
          [label('mediators'), list(a.mediators)],
          [t('casework:confirmed'), list(said)],
          [t('casework:unconfirmed'), list(lacking.map(name))],
          [label('sealedOn'), a.sealedOn && days.long(a.sealedOn)],
          [t('casework:effective'), a.effectiveOn && days.long(a.effectiveOn)],
          [t('casework:court'), a.court && courtText(a.court, t, codes)],
        ]}
      />
      {(a.courtHints ?? []).length > 0 && (
        <div className="gate">
          <h3>{t('casework:courtHints')}</h3>
          <ul>
            {[...new Set(a.courtHints)].map((hint) => (
              <li key={hint}>{t(`casework:hint.${hint.replace('court.', '')}`)}</li>
            ))}
          </ul>
        </div>
      )}
    </Block>
  )
}

// Why nobody wants to go to court is a code; why the court refused is its own words.
const courtText = (c: NonNullable<Agreement['court']>, t: (key: string) => string, codes: Codes) =>
  [
    t(`choices:court.${c.state}`),
    c.court,
    c.caseNo,
    c.resultOn ?? c.on,
    codes.name('waive_court_reason', c.reason ?? ''),
  ]
    .filter(Boolean)
    .join(' · ')

const tones: Record<Obligation['state'], Tone> = {
  open: 'onTime',
  performed: 'settled',
  breached: 'overdue',
  released: 'plain',
}

function Duty({ view, onOpen, duty: o, open }: Part & { duty: Obligation; open: boolean }) {
  const { t } = useTranslation()
  const acts = choices(view).all.filter((c) => c.ok && ['perform', 'breach'].includes(c.act))
  const can = (act: string) =>
    acts.some((c) => c.act === act) && (o.state === 'open' || (act === 'perform' && o.state === 'breached'))
  return (
    <div className="fact-head">
      <span>
        {partyName(view, o.debtor)}
        {o.creditor && ` → ${partyName(view, o.creditor)}`} {dutyText(o)}{' '}
        <ToneTag tone={tones[o.state]}>{t(`casework:dutyState.${o.state}`)}</ToneTag>
        {o.doneOn && ` ${o.doneOn}`}
        {o.breachReason && ` ${o.breachReason}`}
      </span>
      {open &&
        ['perform', 'breach'].filter(can).map((act) => (
          <Button key={act} size="small" onClick={() => onOpen({ act, preset: { obligation: o.id } })}>
            {t(`acts:name.${act}`)}
          </Button>
        ))}
    </div>
  )
}
