import { LockFilled } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/api/session'
import { Block, type Part } from './Block'
import { choices } from './forms'

/** Who may open a confidential case, with the acts that change it. */
export function NamedPeople(part: Part) {
  const { t } = useTranslation()
  const { user } = useSession()
  const { view, onOpen } = part
  const { case: c } = view
  if (!c.confidential) return null
  const takesOff = choices(view).all.some((one) => one.act === 'unname' && one.ok)
  return (
    <Block {...part} title={t('fields:label.named')} name="named" add="name">
      <p className="nothing">
        <LockFilled aria-hidden /> {t('casework:namedOnly')}
      </p>
      <ul className="fact-list">
        {(c.named ?? []).map((id) => (
          <li key={id} className="fact-head">
            <span>
              <strong>{view.people[id] ?? ''}</strong> {id === c.handler && <Tag>{t('fields:label.handler')}</Tag>}
            </span>
            {takesOff && id !== c.handler && id !== user.id && (
              <Button
                size="small"
                aria-label={t('casework:takeOff', { name: view.people[id] })}
                onClick={() => onOpen({ act: 'unname', preset: { person: id } })}
              >
                {t('acts:name.unname')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Block>
  )
}
