import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { Skeletons } from '@/shared/components/Skeletons'
import { useSubmit } from '@/shared/lib/submit'
import {
  bulkKey,
  bulkLines,
  clockOf,
  type LineState,
  progressOf,
  type Run,
  runKey,
  type Step,
  saidOf,
  statesOf,
  stepBulk,
  underWay,
} from './bulk'
import { useCodes } from './codes'
import './bulk.css'

/** What can be done with a run now. */
export function RunFoot({ run, onBack }: { run: Run; onBack: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const step = useSubmit({
    send: (what: Step, headers) => stepBulk(run.id, what, headers),
    onDone: (next) => {
      queries.setQueryData(runKey(run.id), next)
      void queries.invalidateQueries({ queryKey: bulkKey, exact: true })
    },
  })
  // It goes back to the choice: what was looked at is thrown away.
  const back = () => void step.submitAsync('stop').then(onBack, () => undefined)
  return (
    <>
      <ProblemNotice problem={step.problem} />
      {run.state === 'ready' && (
        <>
          <Button
            type="primary"
            loading={step.busy}
            disabled={run.counts.ready === 0 || run.otherPost}
            onClick={() => step.submit('start')}
          >
            {t('casework:bulk.start', { count: run.counts.ready })}
          </Button>
          <Button disabled={step.busy} onClick={back}>
            {t('casework:bulk.change')}
          </Button>
        </>
      )}
      {(run.state === 'looking' || run.state === 'running') && (
        <Button loading={step.busy} onClick={() => step.submit('stop')}>
          {t('casework:bulk.stop')}
        </Button>
      )}
      {run.undoLeft > 0 && run.counts.done > 0 && (
        <Button loading={step.busy} disabled={run.otherPost} onClick={() => step.submit('undo')}>
          {t('casework:bulk.undo', { count: run.counts.done })}
        </Button>
      )}
    </>
  )
}

/** A run as it stands: what is done, how far it is, why some are not done, and each case. at is when it was read. */
export function BulkRun({ run, at }: { run: Run; at: number }) {
  const { t } = useTranslation()
  const { done, count } = progressOf(run)
  const { counts } = run
  const numbers = run.state === 'ready' ? { good: counts.ready, bad: counts.refused } : { ...counts, done: counts.done }
  return (
    <>
      <Meant run={run} />
      <p role="status">
        {t(`casework:bulk.said.${saidOf(run)}`, underWay(run) ? { done, count } : numbers)}
        {run.why && ` ${run.why}`}
      </p>
      {underWay(run) && (
        <Progress
          percent={count > 0 ? Math.floor((100 * done) / count) : 0}
          aria-label={t('casework:bulk.progressLabel')}
        />
      )}
      {run.otherPost && <p>{t('casework:bulk.otherPost')}</p>}
      {run.undoLeft > 0 && counts.done > 0 && <UndoLeft key={at} seconds={run.undoLeft} at={at} />}
      {run.assign && (run.state === 'ready' || run.undoLeft > 0) && <p>{t('casework:bulk.undoAssign')}</p>}
      {run.reasons.length > 0 && (
        <section className="bulk-part" aria-label={t('casework:bulk.reasons')}>
          <h3>{t('casework:bulk.reasons')}</h3>
          <ul className="bulk-lines">
            {run.reasons.map((r) => (
              <li key={`${r.state} ${r.detail}`} data-state={r.state}>
                <span>{r.detail}</span>
                <small>
                  {t(`casework:bulk.state.${r.state}`)} {t('casework:bulk.rows', { count: r.count })}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!underWay(run) && statesOf(counts).length > 0 && <Lines run={run} />}
    </>
  )
}

// What the act was: it may have been asked for on another day.
function Meant({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { name } = useCodes()
  const tags = (codes: readonly string[] | null | undefined) => codes?.map((c) => name('case_tag', c)).join(' ')
  const facts: readonly (readonly [string, string | undefined])[] = run.tag
    ? [
        ['tagAdd', tags(run.tag.add)],
        ['tagRemove', tags(run.tag.remove)],
      ]
    : [
        ['lead', run.leadName],
        ['goal', run.assign?.goal],
        ['leader', run.assign?.leader],
        ['dueOn', run.assign?.dueOn],
      ]
  return (
    <dl className="bulk-meant">
      {facts.map(
        ([field, value]) =>
          value && (
            <div key={field}>
              <dt>{t(`fields:label.${field}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

// How long it can be taken back, by the server's count: an office computer's clock may be wrong.
function UndoLeft({ seconds, at }: { seconds: number; at: number }) {
  const { t } = useTranslation()
  const [now, setNow] = useState(at)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const left = Math.max(0, seconds - Math.floor((now - at) / 1000))
  return <p>{left > 0 ? t('casework:bulk.undoLeft', { time: clockOf(left) }) : t('casework:bulk.undoOver')}</p>
}

function Lines({ run }: { run: Run }) {
  const { t } = useTranslation()
  const [only, setOnly] = useState<LineState | ''>('')
  const states = statesOf(run.counts)
  const query = useInfiniteQuery({
    queryKey: [...runKey(run.id), 'lines', run.state, only],
    queryFn: ({ pageParam }) => bulkLines(run.id, pageParam, only || undefined),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
  })
  const word = (state: LineState) =>
    t(`casework:bulk.state.${state === 'ready' && run.state !== 'ready' ? 'left' : state}`)
  return (
    <section className="bulk-part" aria-label={t('casework:bulk.lines')}>
      <h3>{t('casework:bulk.lines')}</h3>
      {states.length > 1 && (
        <Segmented
          className="bulk-states"
          aria-label={t('casework:bulk.only')}
          value={only}
          onChange={(value) => setOnly(value as LineState | '')}
          options={[
            { value: '', label: t('casework:bulk.every') },
            ...states.map((s) => ({ value: s, label: `${word(s)} ${run.counts[s]}` })),
          ]}
        />
      )}
      {query.error && <ProblemNotice problem={toProblem(query.error)} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeletons kind="lines" />}
      <ul className="bulk-lines">
        {query.data?.pages
          .flatMap((page) => page.items)
          .map((line) => (
            <li key={line.case} data-state={line.state}>
              <span>{line.title}</span>
              <small>
                {word(line.state)} {line.detail ?? ''}
              </small>
            </li>
          ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('casework:bulk.more')}
        </Button>
      )}
    </section>
  )
}
