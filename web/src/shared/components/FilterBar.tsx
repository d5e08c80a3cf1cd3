import { CloseOutlined, FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SidePanel } from './SidePanel'
import { Chip } from './Timeline'

/** One quick filter. */
export interface QuickFilter {
  key: string
  label: string
  /** Already written for people when it is a text, e.g. 1000+. */
  count?: number | string | undefined
}

interface Props {
  /** Quick filters with counts; `active` is the key pressed, '' for none. */
  chips: readonly QuickFilter[]
  active: string
  onActive: (key: string) => void
  /** The words searched for, if the list can be searched. */
  words?: string
  onWords?: (words: string) => void
  wordsLabel?: string
  /**
   * The advanced filter as a sentence with gaps: text and inputs in one flow,
   * e.g. <>登记于 <DateInput/> 到 <DateInput/> 之间</>. It changes the address as it is filled.
   */
  sentence?: ReactNode
  /** What of the advanced filter is set, in words, each removable. */
  set?: readonly { key: string; text: string; onRemove: () => void }[]
  /** Removes all of it. */
  onClear?: () => void
  /** Stands at the left, e.g. the scope 本级 / 直属下辖 / 下辖全部. */
  scope?: ReactNode
}

/** Above a list: scope, quick filters with counts, search, and the advanced filter in a panel. */
export function FilterBar(props: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const set = props.set ?? []
  const search = (
    <>
      <span className="filter-gap" />
      {props.onWords && (
        <Words words={props.words ?? ''} label={props.wordsLabel ?? t('shared:filter.words')} onWords={props.onWords} />
      )}
      {props.sentence && (
        <Button icon={<FilterOutlined aria-hidden />} onClick={() => setOpen(true)}>
          {set.length > 0 ? t('shared:filter.some', { count: set.length }) : t('shared:filter.more')}
        </Button>
      )}
    </>
  )
  return (
    <div className="filter-bar">
      {props.scope}
      {props.scope && search}
      <fieldset className="chips" aria-label={t('shared:filter.quick')}>
        {props.chips.map((chip) => (
          <Chip
            key={chip.key}
            on={props.active === chip.key}
            count={chip.count}
            onClick={() => props.onActive(props.active === chip.key ? '' : chip.key)}
          >
            {chip.label}
          </Chip>
        ))}
      </fieldset>
      {!props.scope && search}
      {set.length > 0 && (
        <ul className="filter-set" aria-label={t('shared:filter.set')}>
          {set.map((part) => (
            <li key={part.key}>
              {part.text}
              <button
                type="button"
                className="mini-button"
                aria-label={t('shared:filter.remove', { text: part.text })}
                onClick={part.onRemove}
              >
                <CloseOutlined aria-hidden />
              </button>
            </li>
          ))}
          <li className="filter-clear">
            <button type="button" className="link-button" onClick={props.onClear}>
              {t('shared:filter.clear')}
            </button>
          </li>
        </ul>
      )}
      <SidePanel
        open={open}
        title={t('shared:filter.more')}
        onClose={() => setOpen(false)}
        footer={
          <>
            <Button type="primary" onClick={() => setOpen(false)}>
              {t('shared:filter.done')}
            </Button>
            <Button onClick={props.onClear}>{t('shared:filter.clear')}</Button>
          </>
        }
      >
        <div className="filter-sentence">{props.sentence}</div>
      </SidePanel>
    </div>
  )
}

// Searches on Enter and on leaving the box, not on each letter: Chinese is
// composed, and every search is a request.
function Words({ words, label, onWords }: { words: string; label: string; onWords: (words: string) => void }) {
  const [text, setText] = useState(words)
  useEffect(() => setText(words), [words])
  const commit = () => {
    if (text.trim() !== words) onWords(text.trim())
  }
  return (
    <Input
      className="filter-words"
      type="search"
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(e) => {
        setText(e.target.value)
        if (e.target.value === '' && words !== '') onWords('')
      }}
      onPressEnter={commit}
      onBlur={commit}
    />
  )
}
