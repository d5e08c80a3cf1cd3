import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Progress, Radio } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actingPost, useSession } from '@/api/session'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { SidePanel } from '@/shared/components/SidePanel'
import { useSubmit } from '@/shared/lib/submit'
import { keys } from './api'
import { BulkFields } from './BulkFields'
import { allOf, type BulkAct, bulkBody, foresee, type Prospect } from './bulk'
import type { Filter } from './filters'
import type { Values } from './spec'
import { type Line, useBulkRun } from './useBulkRun'

interface Props {
  act: BulkAct
  /** The ticked cases. */
  ids: readonly string[]
  /** The filter of the list they were ticked in. */
  filter: Filter
  onClose: () => void
  /** Something was done: the marks can go. */
  onDone: () => void
}

/** One act for many cases: what, to which; what would come of it; then each in turn. */
export function BulkPanel({ act, ids, filter, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [all, setAll] = useState(false)
  const [body, setBody] = useState<Values>({})
  const run = useBulkRun(act)
  const ask = useSubmit({
    send: (command: Values) => foresee(act, command, all ? allOf(filter) : { ids }),
  })
  const [seen, setSeen] = useState<{ items: readonly Prospect[]; more: boolean }>()
  const good = useMemo(() => seen?.items.filter((p) => p.ok) ?? [], [seen])

  async function look(values: Values) {
    const command = bulkBody(act, values)
    setBody(command)
    setSeen(await ask.submitAsync(command).catch(() => undefined))
  }

  async function start() {
    await run.start(good, body)
    await Promise.all([keys.cases, keys.work].map((queryKey) => queries.invalidateQueries({ queryKey })))
    onDone()
  }

  return (
    <SidePanel
      open
      title={t(`casework:bulk.${act}`)}
      onClose={() => run.state !== 'running' && onClose()}
      footer={
        <>
          {!seen && (
            <Button type="primary" loading={ask.busy} onClick={() => form.submit()}>
              {t('casework:bulk.look')}
            </Button>
          )}
          {seen && run.state === 'idle' && (
            <>
              <Button type="primary" disabled={good.length === 0} onClick={() => void start()}>
                {t('casework:bulk.start', { count: good.length })}
              </Button>
              <Button onClick={() => setSeen(undefined)}>{t('casework:bulk.change')}</Button>
            </>
          )}
          {run.state === 'running' && <Button onClick={run.stop}>{t('casework:bulk.stop')}</Button>}
          {run.undoLeft > 0 && (
            <Button onClick={() => void run.undo().then(() => queries.invalidateQueries({ queryKey: keys.cases }))}>
              {t('casework:bulk.undo', { count: run.undoLeft })}
            </Button>
          )}
          {run.state !== 'running' && <Button onClick={onClose}>{t('shared:close')}</Button>}
        </>
      }
    >
      <div hidden={seen !== undefined}>
        <Radio.Group
          value={all}
          onChange={(e) => setAll(Boolean(e.target.value))}
          options={[
            { value: false, label: t('casework:bulk.ticked', { count: ids.length }) },
            { value: true, label: t('casework:bulk.found') },
          ]}
        />
        <Form<Values>
          form={form}
          layout="vertical"
          scrollToFirstError={{ focus: true }}
          initialValues={useStart(act)}
          onFinish={(values) => void look(values)}
        >
          <BulkFields act={act} />
        </Form>
      </div>
      <ProblemNotice problem={ask.problem} />
      {seen && <Foreseen seen={seen} good={good.length} lines={run.lines} done={run.done} running={run.state} />}
    </SidePanel>
  )
}

function useStart(act: BulkAct): Values {
  const session = useSession()
  const post = actingPost(session)
  // A committee mostly mediates itself what it took in; an office passes it on.
  return act === 'assign' && post?.orgKind.startsWith('committee')
    ? { lead: { id: post.orgId, name: post.orgName } }
    : {}
}

interface ForeseenProps {
  seen: { items: readonly Prospect[]; more: boolean }
  good: number
  lines: ReadonlyMap<string, Line>
  done: number
  running: string
}

// What would come of it, case by case, and what came.
function Foreseen({ seen, good, lines, done, running }: ForeseenProps) {
  const { t } = useTranslation()
  return (
    <>
      <p role="status">
        {running === 'idle'
          ? t('casework:bulk.foreseen', { good, bad: seen.items.length - good })
          : t('casework:bulk.progress', { done, count: good })}
      </p>
      {seen.more && <p>{t('casework:bulk.more', { count: seen.items.length })}</p>}
      {running !== 'idle' && good > 0 && (
        <Progress percent={Math.round((100 * done) / good)} aria-label={t('casework:bulk.progressLabel')} />
      )}
      <ul className="bulk-lines">
        {seen.items.map((p) => {
          const line = lines.get(p.id)
          const state = line?.state ?? (p.ok ? 'ready' : 'refused')
          return (
            <li key={p.id} data-state={state}>
              <span>{p.title}</span>
              <small>
                {t(`casework:bulk.state.${state}`)} {line?.detail ?? p.detail ?? ''}
              </small>
            </li>
          )
        })}
      </ul>
    </>
  )
}
