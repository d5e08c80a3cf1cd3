import { DownOutlined } from '@ant-design/icons'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/shared/components/Empty'
import { Chip } from '@/shared/components/Timeline'
import { Window } from '@/shared/components/Window'
import { usePhone } from '@/shared/lib/reading'
import type { Code } from './api'
import type { FirstCauses } from './causes'
import { codeName } from './codeName'

interface Props {
  id?: string
  value?: string
  onChange?: (code: string) => void
  /** The whole list: groups without a parent, and what belongs to them. */
  codes: readonly Code[]
  /** What is offered before it. */
  first: FirstCauses
}

/**
 * The cause: what one chose lately and what units of this kind meet first, then
 * the list in two levels; searchable at the desk, one tap or a window in the hand.
 */
export function CausePicker({ id, value, onChange, codes, first }: Props) {
  const { t, i18n } = useTranslation()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const name = (code: Code) => codeName(code, i18n.language)
  const groups = codes.filter((c) => !c.parent)
  const chosen = codes.find((c) => c.code === value)
  const itemOf = (item: Code) => ({ value: item.code, label: name(item) })
  // The same cause stands above and in its group: values in the upper part are marked, and a search finds it once.
  const upper = (label: string, items: readonly Code[]) =>
    items.length > 0
      ? [
          {
            label,
            options: items.map((c) => ({ ...itemOf(c), value: mark + c.code, search: '' })),
          },
        ]
      : []
  if (!phone)
    return (
      <Select
        {...(id ? { id } : {})}
        showSearch={{
          filterOption: (words, option) =>
            option !== undefined && 'search' in option && String(option.search).includes(words.toLowerCase()),
        }}
        value={value || null}
        placeholder={t('intake:cause.choose')}
        onChange={(code) => onChange?.((code ?? '').replace(mark, ''))}
        options={[
          ...upper(t('intake:cause.recent'), first.recent),
          ...upper(t('intake:cause.usual'), first.usual),
          ...groups.map((group) => ({
            label: name(group),
            options: itemsOf(codes, group).map((c) => ({
              ...itemOf(c),
              search: searchOf(name(group), name(c), c.code),
            })),
          })),
        ]}
      />
    )
  const near = [...first.recent, ...first.usual].slice(0, chipsShown)
  return (
    <div className="cause-picker">
      <span className="tree-picker">
        <button
          type="button"
          id={id}
          className="plain-button outlined"
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <span data-empty={!chosen || undefined}>{chosen ? name(chosen) : t('intake:cause.choose')}</span>
          <DownOutlined aria-hidden />
        </button>
      </span>
      {near.length > 0 && (
        <fieldset className="chips" aria-label={t('intake:cause.usual')}>
          {near.map((c) => (
            <Chip key={c.code} on={c.code === value} onClick={() => onChange?.(c.code)}>
              {name(c)}
            </Chip>
          ))}
        </fieldset>
      )}
      <Window open={open} title={t('intake:cause.choose')} onClose={() => setOpen(false)}>
        <CauseBrowser
          codes={codes}
          first={first}
          onChoose={(code) => {
            onChange?.(code)
            setOpen(false)
          }}
        />
      </Window>
    </div>
  )
}

const mark = 'first.'
const chipsShown = 8
const searchOf = (...texts: string[]) => texts.join(' ').toLowerCase()

function itemsOf(codes: readonly Code[], group: Code): Code[] {
  const items = codes.filter((c) => c.parent === group.code)
  return items.length > 0 ? items : [group]
}

function CauseBrowser({
  codes,
  first,
  onChoose,
}: Pick<Props, 'codes' | 'first'> & { onChoose: (code: string) => void }) {
  const { t, i18n } = useTranslation()
  const [words, setWords] = useState('')
  const [group, setGroup] = useState<Code | null>(null)
  const name = (code: Code) => codeName(code, i18n.language)
  const groups = codes.filter((c) => !c.parent)
  const asked = words.trim().toLowerCase()
  const found = groups.flatMap((g) =>
    itemsOf(codes, g).filter((item) => `${name(g)} ${name(item)}`.toLowerCase().includes(asked)),
  )
  const shown = asked ? found : group ? itemsOf(codes, group) : null
  return (
    <div className="tree-browser">
      <Input
        type="search"
        allowClear
        value={words}
        aria-label={t('intake:cause.search')}
        placeholder={t('intake:cause.search')}
        onChange={(e) => setWords(e.target.value)}
      />
      {group && !asked && (
        <nav className="tree-path">
          <button type="button" className="link-button" onClick={() => setGroup(null)}>
            {t('intake:cause.groups')}
          </button>
          <span>{name(group)}</span>
        </nav>
      )}
      {!shown && <CauseList title={t('intake:cause.recent')} items={first.recent} name={name} onChoose={onChoose} />}
      {!shown && <CauseList title={t('intake:cause.usual')} items={first.usual} name={name} onChoose={onChoose} />}
      {!shown && <h3>{t('intake:cause.groups')}</h3>}
      {shown?.length === 0 && <Empty title={t('intake:cause.none', { words })} />}
      {shown ? (
        <CauseList items={shown} name={name} onChoose={onChoose} />
      ) : (
        <CauseList
          items={groups}
          name={name}
          onChoose={(code) => setGroup(groups.find((g) => g.code === code) ?? null)}
        />
      )}
    </div>
  )
}

function CauseList(props: {
  title?: string
  items: readonly Code[]
  name: (code: Code) => string
  onChoose: (code: string) => void
}) {
  if (props.items.length === 0) return null
  return (
    <>
      {props.title && <h3>{props.title}</h3>}
      <ul className="tree-list">
        {props.items.map((item) => (
          <li key={item.code}>
            <button type="button" onClick={() => props.onChoose(item.code)}>
              {props.name(item)}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
