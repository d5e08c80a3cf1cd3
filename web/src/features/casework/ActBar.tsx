import { MoreOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Window } from '@/shared/components/Window'
import type { Opened } from './ActPanel'
import { type Choice, choices, groups } from './forms'
import type { CaseView } from './wire'

type Open = (opened: Opened) => void

/** The acts the next step asks for, at most so many; the main one first. */
export function StepActs({ view, onOpen, most }: { view: CaseView; onOpen: Open; most?: number }) {
  const { t } = useTranslation()
  const { now } = choices(view)
  if (now.length === 0) return most ? null : <p className="step-none">{t('casework:nothingForYou')}</p>
  return (
    <div className="step-acts">
      {now.slice(0, most).map((c, i) => (
        <Button key={c.act} type={i === 0 ? 'primary' : 'default'} onClick={() => onOpen({ act: c.act })}>
          {t(`acts:name.${c.act}`)}
        </Button>
      ))}
    </div>
  )
}

/** Everything else that can be done here, in groups; what can't says why. */
export function MoreActs({ view, onOpen }: { view: CaseView; onOpen: Open }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { all } = choices(view)
  return (
    <>
      <Button icon={<MoreOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('casework:moreActs')}
      </Button>
      <Window open={open} title={t('casework:moreActs')} onClose={() => setOpen(false)}>
        <p className="act-hint">{t('casework:moreActsHint')}</p>
        {Object.entries(groups).map(([group, acts]) => {
          const members = acts.flatMap((act) => all.find((c) => c.act === act) ?? [])
          if (members.length === 0) return null
          return (
            <section key={group} className="act-group">
              <h3>{t(`acts:group.${group}`)}</h3>
              <ul>
                {members.map((c) => (
                  <li key={c.act}>
                    <ActLine
                      choice={c}
                      onPress={() => {
                        setOpen(false)
                        onOpen({ act: c.act })
                      }}
                    />
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </Window>
    </>
  )
}

function ActLine({ choice: c, onPress }: { choice: Choice; onPress: () => void }) {
  const { t } = useTranslation()
  const why = useWhy()(c)
  return (
    <button type="button" data-act={c.act} aria-disabled={!c.ok || undefined} onClick={() => c.ok && onPress()}>
      <strong>{t(`acts:name.${c.act}`)}</strong>
      <small>{why ?? t(`acts:hint.${c.act}`)}</small>
    </button>
  )
}

/** useWhy says why an act can't be done now, undefined when it can. */
export function useWhy(): (choice: Choice) => string | undefined {
  const { t, i18n } = useTranslation()
  return (c) => {
    if (c.ok) return undefined
    if (c.idle) return t(`acts:idle.${c.idle}`)
    const names = (c.need ?? []).map((n) => t(c.lack === 'role' ? `roles:${n}` : `acts:relation.${n}`))
    const list = new Intl.ListFormat(i18n.language, { type: 'disjunction', style: 'narrow' }).format(names)
    return t(c.lack === 'role' ? 'acts:lackRole' : 'acts:lackRelation', { need: list })
  }
}
