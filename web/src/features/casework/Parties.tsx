import { EyeInvisibleFilled } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { MaskedText, PersonName } from '@/shared/components/MaskedText'
import type { Opened } from './ActPanel'
import { reveal } from './api'
import { Block, Lines, type Part } from './Block'
import { choices } from './forms'
import { guardianSteps } from './formsEnd'
import type { Party } from './wire'

/** The parties, their numbers masked; an eye opens one after a reason is given. */
export function Parties(part: Part) {
  const { t } = useTranslation()
  return (
    <Block {...part} title={t('casework:parties')} name="parties" add="add_party">
      <ul className="fact-list">
        {part.view.parties.map((p) => (
          <li key={p.id}>
            <PartyLine {...part} party={p} />
          </li>
        ))}
      </ul>
    </Block>
  )
}

function PartyLine({ view, onOpen, party: p }: Part & { party: Party }) {
  const { t } = useTranslation()
  const label = (key: string) => t(`fields:label.party_${key}`)
  const may = view.acts.some((a) => a.act === 'reveal' && a.ok)
  const can = (act: string) => choices(view).all.some((c) => c.act === act && c.ok)
  const guardian = can('correct')
    ? guardianSteps(p, t('casework:guardianReason')).reduceRight<Opened | undefined>(
        (next, step) => ({ ...step, ...(next ? { next } : {}) }),
        undefined,
      )
    : undefined
  const number = p.kind === 'organisation' ? 'creditCode' : 'idNumber'
  const masked = (key: 'phone' | 'idNumber' | 'agentPhone' | 'bornOn') =>
    p[key] && (
      <MaskedText
        masked={p[key]}
        label={`${p.name} ${label(key)}`}
        tel={key === 'phone' || key === 'agentPhone'}
        onReveal={
          may && !p.restricted ? async (reason) => (await reveal(view.case.id, p.id, reason))[key] ?? '' : undefined
        }
      />
    )
  const agentAs = p.agentAs && t(`choices:agentAs.${p.agentAs}`)
  const relation = p.agentRelation && t(`choices:agentRelation.${p.agentRelation}`)
  const agent = p.agent && [p.agent, agentAs, relation].filter(Boolean).join(' · ')
  return (
    <>
      <div className="fact-head">
        <span>
          <PersonName name={p.name} note={t(`choices:partyRole.${p.role}`)} />{' '}
          {p.alias && <Tag icon={<EyeInvisibleFilled aria-hidden />}>{t('casework:concealed')}</Tag>}
          {p.restricted && <Tag>{t('casework:restricted')}</Tag>}
          {p.guarded && <Tag>{t('casework:guarded')}</Tag>}
        </span>
        {can('contact') && (
          <Button size="small" onClick={() => onOpen({ act: 'contact', preset: { party: p.id } })}>
            {t('acts:name.contact')}
          </Button>
        )}
      </div>
      {guardian && (
        <Button size="small" onClick={() => onOpen(guardian)}>
          {t('casework:addGuardian')}
        </Button>
      )}
      <Lines
        lines={[
          [label('consent'), p.consent && t(`choices:consent.${p.consent}`)],
          [label('party_reach'), p.reach && <strong>{p.reach}</strong>],
          [label('phone'), masked('phone')],
          [label(number), masked('idNumber')],
          [label('bornOn'), masked('bornOn')],
          [label('address'), p.address],
          [label('work'), p.work],
          [label('legalRep'), p.legalRep],
          [label('agent'), agent],
          [label('agentAuthority'), p.agentAuthority],
          [label('agentPhone'), masked('agentPhone')],
          [label('capacity'), p.capacity && t(`choices:capacity.${p.capacity}`)],
          [label('count'), p.count],
        ]}
      />
    </>
  )
}
