import { DownOutlined } from '@ant-design/icons'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/shared/components/Empty'
import { Window } from '@/shared/components/Window'
import { usePhone } from '@/shared/lib/reading'
import type { Code } from './api'
import { codeName } from './codeName'

interface Props {
  id?: string
  value?: string
  onChange?: (code: string) => void
  /** The whole list: groups without a parent, and what belongs to them. */
  codes: readonly Code[]
}

/** The cause in two levels: a searchable list with headings at the desk, group then item in the hand. */
export function CausePicker({ id, value, onChange, codes }: Props) {
  const { t, i18n } = useTranslation()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const name = (code: Code) => codeName(code, i18n.language)
  const groups = codes.filter((c) => !c.parent)
  const chosen = codes.find((c) => c.code === value)
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
        onChange={(code) => onChange?.(code ?? '')}
        options={groups.map((group) => ({
          label: name(group),
          options: itemsOf(codes, group).map((item) => ({
            value: item.code,
            label: name(item),
            search: `${name(group)} ${name(item)} ${item.code}`.toLowerCase(),
          })),
        }))}
      />
    )
  return (
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
      <Window open={open} title={t('intake:cause.choose')} onClose={() => setOpen(false)}>
        <CauseBrowser
          codes={codes}
          onChoose={(code) => {
            onChange?.(code)
            setOpen(false)
          }}
        />
      </Window>
    </span>
  )
}

function itemsOf(codes: readonly Code[], group: Code): Code[] {
  const items = codes.filter((c) => c.parent === group.code)
  return items.length > 0 ? items : [group]
}

function CauseBrowser({ codes, onChoose }: { codes: readonly Code[]; onChoose: (code: string) => void }) {
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
      {shown?.length === 0 && <Empty title={t('intake:cause.none', { words })} />}
      <ul className="tree-list">
        {shown
          ? shown.map((item) => (
              <li key={item.code}>
                <button type="button" onClick={() => onChoose(item.code)}>
                  {name(item)}
                </button>
              </li>
            ))
          : groups.map((g) => (
              <li key={g.code}>
                <button type="button" onClick={() => setGroup(g)}>
                  {name(g)}
                </button>
              </li>
            ))}
      </ul>
    </div>
  )
}
