import { LockFilled } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { type MouseEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { Empty } from '@/shared/components/Empty'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { Skeletons } from '@/shared/components/Skeletons'
import { StateTag } from '@/shared/components/StateTag'
import type { Piece, SearchHit } from '@/shared/feature'
import type { Suggestions } from './useSuggestions'

interface Props {
  id: string
  /** The words the query is for. */
  asked: string
  query: Suggestions
  /** Key of the option the arrows stand on. */
  current: string | undefined
  /** What can be typed, a key. */
  hint: string
  /** Key of the last option, which opens the list of all. */
  all: string
  onOpen: (hit: SearchHit) => void
  onAll: () => void
}

/** Below the search box: what was found, by group, or why there is nothing. */
export function SearchHits({ id, asked, query, current, hint, all, onOpen, onAll }: Props) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (current) box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const found = asked ? query.data : undefined
  return (
    <div className="top-hits" ref={box} aria-busy={query.isFetching}>
      <p className="visually-hidden" role="status">
        {found && found.hits.length > 0 && t('app:find.count', { count: found.hits.length })}
      </p>
      {!asked && <Empty title={t(hint)} />}
      {asked && query.error && <ProblemNotice problem={toProblem(query.error)} onRetry={() => void query.refetch()} />}
      {asked && !query.error && !found && <Skeletons kind="lines" />}
      {found?.hits.length === 0 && !query.error && (
        <Empty title={t('app:find.none', { words: asked })} hint={t('app:find.noneHint')} />
      )}
      <div
        role="listbox"
        tabIndex={-1}
        id={id}
        aria-label={t('app:find.hits')}
        hidden={!found || found.hits.length === 0}
        // The words keep the focus while the mouse chooses.
        onMouseDown={(e) => e.preventDefault()}
      >
        {byGroup(found?.hits ?? []).map(([group, hits]) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
          <div role="group" key={group} aria-label={t(group)}>
            <p aria-hidden>{t(group)}</p>
            {hits.map((hit) => (
              <Hit key={hit.key} id={`${id}-${hit.key}`} hit={hit} chosen={hit.key === current} onOpen={onOpen} />
            ))}
          </div>
        ))}
        <button
          type="button"
          role="option"
          id={`${id}-${all}`}
          aria-selected={current === all}
          tabIndex={-1}
          className="top-hit"
          onClick={onAll}
        >
          {t(found?.more ? 'app:find.allMore' : 'app:find.all')}
        </button>
      </div>
    </div>
  )
}

function byGroup(hits: readonly SearchHit[]): [string, SearchHit[]][] {
  const groups = new Map<string, SearchHit[]>()
  for (const hit of hits) groups.set(hit.group, [...(groups.get(hit.group) ?? []), hit])
  return [...groups]
}

interface HitProps {
  id: string
  hit: SearchHit
  chosen: boolean
  onOpen: (hit: SearchHit) => void
}

function Hit({ id, hit, chosen, onOpen }: HitProps) {
  const { t } = useTranslation()
  function press(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return // into a tab of its own
    event.preventDefault()
    onOpen(hit)
  }
  return (
    <Link
      role="option"
      id={id}
      aria-selected={chosen}
      tabIndex={-1}
      className="top-hit"
      to={hit.to}
      params={hit.params as never}
      onClick={press}
    >
      <span className="top-hit-title">
        {hit.sealed && <LockFilled className="sealed-mark" aria-label={t('app:find.sealed')} />}
        <Marked pieces={hit.title} />
      </span>
      <StateTag state={hit.state} />
      <small>
        <Marked pieces={hit.aside} />
      </small>
      {hit.notes.map((note) => (
        <small key={note.label + note.text.map((p) => p.text).join('')} className="top-hit-note">
          {t(note.label)}
          {note.text.length > 0 && (
            <>
              {t('app:find.colon')}
              <Marked pieces={note.text} />
            </>
          )}
        </small>
      ))}
    </Link>
  )
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((p, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
    p.hit ? <mark key={i}>{p.text}</mark> : <span key={i}>{p.text}</span>,
  )
}
