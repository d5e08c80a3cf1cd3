import { CloseOutlined, SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { type FocusEvent, type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchEntry, SearchHit } from '@/shared/feature'
import { usePhone } from '@/shared/lib/reading'
import { useSettled } from '@/shared/lib/settled'
import { useShortcut } from '@/shared/shortcuts'
import { SearchHits } from './SearchHits'
import { useSuggestions } from './useSuggestions'

// Long enough for the next letter to come, short enough not to be waited for.
const pause = 180

/**
 * The search of the top bar: what the words find comes while they are typed, and
 * Enter opens the list of all. A combobox: the arrows walk through what was found
 * while the cursor stays in the words. On a phone it takes the whole screen.
 */
export function SearchBox({ entry }: { entry: SearchEntry }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const [composing, setComposing] = useState(false)
  const [chosen, setChosen] = useState<string>() // key of a hit, or all
  const input = useRef<HTMLInputElement>(null)
  const list = useId()
  const asked = useSettled(words.trim(), pause, composing)
  const query = useSuggestions(entry, asked, open)
  useShortcut('/', 'app:keys.search', () => input.current?.focus(), !phone)

  const hits = asked ? query.data?.hits : undefined
  const keys = hits && hits.length > 0 ? [...hits.map((h) => h.key), all] : []
  const current = chosen !== undefined && keys.includes(chosen) ? chosen : undefined

  function close() {
    setOpen(false)
    setChosen(undefined)
    input.current?.blur()
  }
  function openHit(hit: SearchHit) {
    close()
    void navigate({ to: hit.to, params: hit.params as never })
  }
  function openAll() {
    if (!words.trim()) return
    close()
    void navigate({ to: entry.to, search: { [entry.param]: words.trim(), ...entry.with } as never })
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    const hit = hits?.find((h) => h.key === current)
    if (hit) openHit(hit)
    else openAll()
  }
  function walk(by: number) {
    // One place more than there are hits: none, which is where the words are.
    const places = keys.length + 1
    const next = (keys.indexOf(current ?? '') + 1 + by + places) % places
    setChosen(keys[next - 1])
  }
  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (open) walk(event.key === 'ArrowDown' ? 1 : -1)
      else setOpen(true)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (current !== undefined) setChosen(undefined)
      else if (words && !phone && !open) setWords('')
      else if (phone || !words) close()
      else setOpen(false)
    }
  }
  function leave(event: FocusEvent<HTMLElement>) {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
  }

  if (phone && !open)
    return (
      <button
        type="button"
        className="plain-button icon-button"
        aria-label={t('app:search')}
        onClick={() => setOpen(true)}
      >
        <SearchOutlined />
      </button>
    )
  return (
    <search data-over={phone || undefined} onBlur={leave}>
      <form className="top-search" onSubmit={submit}>
        <SearchOutlined />
        <input
          ref={input}
          role="combobox"
          type="text"
          autoComplete="off"
          enterKeyHint="search"
          maxLength={100}
          aria-label={t('app:search')}
          aria-expanded={open && keys.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={current && `${list}-${current}`}
          placeholder={t(entry.label)}
          value={words}
          // biome-ignore lint/a11y/noAutofocus: on a phone the box appears because it was pressed
          autoFocus={phone}
          onChange={(e) => {
            setWords(e.target.value)
            setChosen(undefined)
            setOpen(true)
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={press}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
        />
        {phone ? (
          <button type="button" className="mini-button" aria-label={t('app:find.close')} onClick={close}>
            <CloseOutlined />
          </button>
        ) : (
          !open && <kbd>/</kbd>
        )}
      </form>
      {open && (words.trim() || phone) && (
        <SearchHits
          id={list}
          asked={asked}
          query={query}
          current={current}
          hint={entry.hint}
          all={all}
          onOpen={openHit}
          onAll={openAll}
        />
      )}
    </search>
  )
}

const all = 'all'
