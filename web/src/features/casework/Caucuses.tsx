import { LockFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/api/session'
import { dayText } from '@/shared/lib/dates'
import { Block, type Part, useList } from './Block'
import { choices } from './forms'
import { partyName } from './people'

/** What parties said in confidence: notes this person wrote or is named on. */
export function Caucuses(part: Part) {
  const { t, i18n } = useTranslation()
  const { user } = useSession()
  const days = dayText(i18n.language)
  const list = useList()
  const { view, onOpen } = part
  if (view.caucuses.length === 0) return null
  const shares = choices(view).all.some((c) => c.act === 'share_caucus' && c.ok)
  return (
    <Block {...part} title={t('casework:caucuses')} name="caucuses" add="caucus">
      <p className="nothing">
        <LockFilled aria-hidden /> {t('casework:caucusOnly')}
      </p>
      <ul className="fact-list">
        {view.caucuses.toReversed().map((n) => (
          <li key={n.id}>
            <div className="fact-head">
              <span>
                <strong>{partyName(view, n.party)}</strong>{' '}
                <small>{[view.people[n.by], days.instant(n.at)].filter(Boolean).join(' · ')}</small>
              </span>
              {shares && n.by === user.id && (
                <Button
                  size="small"
                  onClick={() => onOpen({ act: 'share_caucus', preset: { caucus: n.id, named: n.named ?? [] } })}
                >
                  {t('acts:name.share_caucus')}
                </Button>
              )}
            </div>
            <p className="facts-text">{n.heard}</p>
            <small>
              {t('fields:label.caucusNamed')} ·{' '}
              {list((n.named ?? []).map((id) => view.people[id] ?? '')) || t('casework:caucusNone')}
            </small>
          </li>
        ))}
      </ul>
    </Block>
  )
}
