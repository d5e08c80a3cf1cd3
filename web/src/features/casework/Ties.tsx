import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { AlikeList } from '@/shared/components/AlikeList'
import { StateTag } from '@/shared/components/StateTag'
import { keys, listAlike } from './api'
import { Block, type Part } from './Block'
import { choices } from './forms'
import './ties.css'

/** The other cases this one belongs together with, and those that may be the same matter. */
export function Ties(part: Part) {
  const { t } = useTranslation()
  const { view } = part
  const ties = (view.case.ties ?? []).flatMap((tie) => {
    const other = view.tied.find((c) => c.id === tie.case)
    return other ? [{ ...tie, other }] : []
  })
  return (
    <>
      <Alikes {...part} />
      {ties.length > 0 && (
        <Block {...part} title={t('casework:ties')} name="ties" add="link">
          <ul className="fact-list">
            {ties.map((tie) => (
              <li key={tie.id}>
                <p className="tie-kind">{t(`choices:tie.${tie.kind}`)}</p>
                <Link to="/cases/$id" params={{ id: tie.case }}>
                  {tie.other.title}
                </Link>{' '}
                <StateTag state={tie.other.state} />
                <br />
                <small>{[tie.other.no, tie.note].filter(Boolean).join(' · ')}</small>
              </li>
            ))}
          </ul>
        </Block>
      )}
    </>
  )
}

const early = ['reported', 'accepted', 'handling']

function Alikes({ view, onOpen }: Part) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { id, state } = view.case
  const can = (act: string) => choices(view).all.some((c) => c.act === act && c.ok)
  const asked = early.includes(state) && can('link')
  const query = useQuery({
    queryKey: [...keys.case(id), 'alike', view.version],
    queryFn: () => listAlike(id),
    enabled: asked,
    staleTime: 60_000,
  })
  const items = query.data?.items ?? []
  if (!asked || items.length === 0) return null
  return (
    <section className="fact-block card alike-block" aria-label={t('casework:alike')}>
      <header>
        <h2>{t('casework:alike')}</h2>
      </header>
      <p className="hint">{t('casework:alikeHint')}</p>
      <AlikeList
        items={items}
        actions={(a) => (
          <>
            <Button
              size="small"
              onClick={() => void navigate({ to: '/cases/$id/beside/$other', params: { id, other: a.id } })}
            >
              {t('casework:compare')}
            </Button>
            <Button size="small" onClick={() => onOpen({ act: 'link', preset: { case: a.id, kind: 'repeat' } })}>
              {t('acts:name.link')}
            </Button>
            {can('merge') && early.includes(a.state) && (
              <Button size="small" onClick={() => onOpen({ act: 'merge', preset: { case: a.id } })}>
                {t('acts:name.merge')}
              </Button>
            )}
          </>
        )}
      />
    </section>
  )
}
