import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { Skeletons } from '@/shared/components/Skeletons'
import { Timeline, type TimelineItem } from '@/shared/components/Timeline'
import type { Tone } from '@/shared/tokens'
import { useLook } from './ActPanel'
import { keys, listEvents } from './api'
import { partId } from './Block'
import { groupOf, groups } from './forms'
import { type Told, told } from './told'
import type { CaseView, Happening } from './wire'

const pageSize = 50

const tones: Record<string, Tone> = {
  settle: 'settled',
  perform: 'settled',
  close: 'settled',
  archive: 'plain',
  breach: 'overdue',
  add_hazard: 'overdue',
  fail: 'paused',
  decline: 'paused',
  return: 'near',
  recall: 'near',
  merge: 'paused',
  unmerge: 'near',
  reopen: 'near',
  pause: 'paused',
  confide: 'sealed',
  name: 'sealed',
  unname: 'sealed',
  conceal: 'sealed',
  reveal: 'sealed',
  screen: 'sealed',
  report: 'sealed',
  withheld: 'sealed',
  caucus: 'sealed',
  share_caucus: 'sealed',
}

/** The story of a case: what happened, newest first, from the ledger. */
export function Story({ view }: { view: CaseView }) {
  const { t } = useTranslation()
  const { id } = view.case
  const query = useInfiniteQuery({
    queryKey: [...keys.case(id), 'events'],
    queryFn: ({ pageParam }) => listEvents(id, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length < pageSize ? undefined : last.at(-1)?.seq),
  })
  const items = useItems(view, query.data?.pages.flat() ?? [])
  return (
    <section className="story" id={partId('story')} aria-label={t('casework:story')}>
      {query.error && <ProblemNotice problem={toProblem(query.error)} onRetry={() => void query.refetch()} />}
      {query.isPending ? (
        <Skeletons kind="lines" />
      ) : (
        <Timeline
          title={t('casework:story')}
          items={items}
          kinds={Object.keys(groups).map((kind) => ({ kind, label: t(`acts:group.${kind}`) }))}
          more={
            query.hasNextPage && (
              <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('casework:earlier')}
              </Button>
            )
          }
        />
      )}
    </section>
  )
}

function useItems(view: CaseView, happenings: readonly Happening[]): TimelineItem[] {
  const { t } = useTranslation()
  return happenings.map((h) => {
    const role = h.role ? t(`roles:${h.role}`) : ''
    const who = [h.actorName || t('casework:system'), [h.orgName, role].filter(Boolean).join(' ')]
    return {
      id: String(h.seq),
      at: h.at,
      kind: groupOf(h.act),
      title: t(`acts:name.${h.act}`),
      by: who.filter(Boolean).join(' · '),
      body: <Said view={view} happening={h} />,
      ...(tones[h.act] ? { tone: tones[h.act] as Tone } : {}),
    }
  })
}

function Said({ view, happening: { act, said } }: { view: CaseView; happening: Happening }) {
  const { t, i18n } = useTranslation()
  const look = useLook(view)
  if (said === null) return <p>{t('casework:erased')}</p>
  if (!said) return null
  if (typeof said.because === 'string') return <p>{t(`casework:because.${said.because}`)}</p>
  const lines = told(act, said, look(said), (key) => t(`fields:label.${key}`), i18n.language)
  if (lines.length === 0) return null
  return <ToldLines lines={lines} />
}

// So many lines are read at a glance; a longer record opens on a press, and prints whole.
const glance = 4

function ToldLines({ lines }: { lines: Told[] }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const folds = lines.length > glance + 1
  return (
    <>
      <dl className="told" data-folded={(folds && !open) || undefined}>
        {lines.map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            {line.text && <dd>{line.text}</dd>}
          </div>
        ))}
      </dl>
      {folds && (
        <button type="button" className="link-button told-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('casework:fold') : t('casework:unfold', { count: lines.length - glance })}
        </button>
      )}
    </>
  )
}
