import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actingPost, useSession } from '@/api/session'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { QueryView } from '@/shared/components/QueryView'
import { SidePanel } from '@/shared/components/SidePanel'
import { dayText } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { keys } from './api'
import { BulkFields } from './BulkFields'
import { BulkRun, RunFoot } from './BulkRun'
import {
  actOf,
  allOf,
  type BulkAct,
  beginBulk,
  bulkBody,
  bulkKey,
  getBulk,
  listBulk,
  meantBy,
  type Run,
  runKey,
  sizeOf,
  underWay,
} from './bulk'
import type { Filter } from './filters'
import type { Values } from './spec'
import './bulk.css'

interface Props {
  /** What is to be done; without, the runs there are. */
  act: BulkAct | undefined
  /** The ticked cases. */
  ids: readonly string[]
  /** The filter of the list they were ticked in. */
  filter: Filter
  onClose: () => void
  /** Something was done: the marks can go. */
  onDone: () => void
}

/** One act for many cases: what, to which; what would come of it; then the server does it. */
export function BulkPanel({ act: asked, ids, filter, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [act, setAct] = useState(asked)
  const [id, setId] = useState<string>()
  const [form] = Form.useForm<Values>()
  const [all, setAll] = useState(ids.length === 0)
  const start = useStart(act)
  const query = useRun(id, onDone)
  const ask = useSubmit({
    send: (values: Values, headers) =>
      beginBulk(act ?? 'tag', bulkBody(act ?? 'tag', values), all ? allOf(filter) : { ids }, headers),
    onDone: (run) => show(run),
  })
  function show(run: Run) {
    queries.setQueryData(runKey(run.id), run)
    setId(run.id)
  }
  const run = query.data
  return (
    <SidePanel
      open
      title={t(`casework:bulk.${run ? actOf(run) : (act ?? 'title')}`)}
      onClose={onClose}
      footer={
        <>
          {id && run && <RunFoot key={id} run={run} onBack={() => setId(undefined)} />}
          {!id && act && (
            <Button type="primary" loading={ask.busy} onClick={() => form.submit()}>
              {t('casework:bulk.look')}
            </Button>
          )}
          {!id &&
            !act &&
            (['assign', 'tag'] as const).map((a) => (
              <Button key={a} onClick={() => setAct(a)}>
                {t(`casework:bulk.${a}`)}
              </Button>
            ))}
          <Button onClick={onClose}>{t('shared:close')}</Button>
        </>
      }
    >
      {act && (
        <div hidden={id !== undefined}>
          <Radio.Group
            value={all}
            onChange={(e) => setAll(Boolean(e.target.value))}
            options={[
              ...(ids.length > 0 ? [{ value: false, label: t('casework:bulk.ticked', { count: ids.length }) }] : []),
              { value: true, label: t('casework:bulk.found') },
            ]}
          />
          <Form<Values>
            form={form}
            layout="vertical"
            scrollToFirstError={{ focus: true }}
            initialValues={start}
            onFinish={(values) => ask.submit(values)}
          >
            <BulkFields act={act} />
          </Form>
          <ProblemNotice problem={ask.problem} />
        </div>
      )}
      {id ? (
        <QueryView query={query}>{(one) => <BulkRun key={id} run={one} at={query.dataUpdatedAt} />}</QueryView>
      ) : null}
      {!id && !act && <Runs onOpen={setId} />}
    </SidePanel>
  )
}

// A run as it stands; the lists are read anew when something was done.
function useRun(id: string | undefined, onDone: () => void) {
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: runKey(id ?? ''),
    queryFn: () => getBulk(id ?? ''),
    enabled: id !== undefined,
    refetchInterval: (q) => {
      const run = q.state.data
      return run && underWay(run) ? (sizeOf(run.counts) > 2000 ? 2500 : 500) : false
    },
  })
  const state = id === undefined ? undefined : query.data?.state
  const before = useRef<Run['state']>(undefined)
  useEffect(() => {
    const wrote = before.current === 'running' || before.current === 'undoing'
    before.current = state
    if (!wrote || state === undefined || state === 'running' || state === 'undoing') return
    for (const queryKey of [keys.cases, keys.work]) void queries.invalidateQueries({ queryKey })
    onDone()
  }, [state, queries, onDone])
  return query
}

function useStart(act: BulkAct | undefined): Values {
  const session = useSession()
  const post = actingPost(session)
  // A committee mostly mediates itself what it took in; an office passes it on.
  return act === 'assign' && post?.orgKind.startsWith('committee')
    ? { lead: { id: post.orgId, name: post.orgName } }
    : {}
}

// One's own runs of the last days.
function Runs({ onOpen }: { onOpen: (id: string) => void }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const query = useQuery({
    queryKey: bulkKey,
    queryFn: listBulk,
    refetchInterval: (q) => (q.state.data?.items.some(underWay) ? 2000 : false),
  })
  return (
    <QueryView query={query} skeleton="lines">
      {({ items }) => (
        <section aria-label={t('casework:bulk.recent')}>
          <h3>{t('casework:bulk.recent')}</h3>
          {items.length === 0 && <p>{t('casework:bulk.none')}</p>}
          <ul className="bulk-lines">
            {items.map((run) => (
              <li key={run.id} data-state={run.state}>
                <button type="button" className="link-button" onClick={() => onOpen(run.id)}>
                  {days.instant(run.askedAt)} {t(`casework:bulk.${actOf(run)}`)}
                </button>
                <small>
                  {t(`casework:bulk.run.${run.state}`)} {t('casework:bulk.rows', { count: meantBy(run) })}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </QueryView>
  )
}
