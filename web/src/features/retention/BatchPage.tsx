import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import { ConfirmButton } from '@/shared/components/ConfirmButton'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { PageHeader } from '@/shared/components/PageHeader'
import { QueryView } from '@/shared/components/QueryView'
import { ToneTag } from '@/shared/components/Tones'
import { dayText } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { useRouteParams } from '@/shared/lib/url'
import { type Batch, type BatchItem, certificate, getBatch, keys, type Step, stepBatch } from './api'
import { useNames } from './names'
import { tones } from './tones'
import { WordsForm } from './WordsForm'
import './retention.css'

/** /retention/$id: one batch, what is in it, and what can be done to it. */
export default function BatchPage() {
  const { id = '' } = useRouteParams()
  const query = useQuery({
    queryKey: [...keys.all, id],
    queryFn: () => getBatch(id),
    // It is being carried out: how far it is shows by itself.
    refetchInterval: ({ state }) => (state.data?.state === 'approved' ? 1500 : false),
  })
  return <QueryView query={query}>{(batch) => <Whole key={batch.version} batch={batch} />}</QueryView>
}

function Whole({ batch }: { batch: Batch }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const [out, setOut] = useState<string[]>([])
  const [step, setStep] = useState<Step | null>(null)
  const { submit, busy, problem, reset } = useSubmit<[Step, string], Batch>({
    send: ([what, words]) => stepBatch(batch, what, words, out),
    refresh: [keys.all],
    onDone: () => setStep(null),
  })
  const leaving = useMay(batch).includes('propose')
  const said = (who: string, at?: string) => who && at && `${who} · ${days.instant(at)}`
  const facts: [string, string | undefined][] = [
    [t('retention:proposedBy'), said(batch.proposedBy, batch.proposedAt)],
    [t('retention:reason'), batch.reason],
    [t('retention:decidedBy'), said(batch.decidedBy, batch.decidedAt)],
    [t('retention:note'), batch.note],
    [t('retention:doneAt'), batch.doneAt && days.instant(batch.doneAt)],
    [t('retention:replayedAt'), batch.replayedAt && days.instant(batch.replayedAt)],
    [t('retention:sum'), batch.doneAt && t('retention:sumOf', { cases: batch.destroyed, files: batch.files })],
  ]
  return (
    <>
      <PageHeader
        back={{ to: '/retention', label: t('retention:title') }}
        title={batch.no || t('retention:batchOf', { org: batch.org, on: days.short(batch.foundAt.slice(0, 10)) })}
        meta={
          <>
            <ToneTag tone={tones[batch.state] ?? 'plain'}>{t(`retention:state.${batch.state}`)}</ToneTag>
            {batch.no && <span>{batch.org}</span>}
          </>
        }
        actions={<Steps batch={batch} onStep={setStep} onWithdraw={() => submit(['withdraw', ''])} />}
      />
      {batch.state === 'proposed' && batch.whole && (
        <p className="retention-more">{t(batch.mine ? 'retention:secondNeeded' : 'retention:secondYou')}</p>
      )}
      {!batch.whole && <p className="retention-more">{t('retention:part')}</p>}
      {leaving && <p className="retention-more">{t('retention:foundLead')}</p>}
      {facts.some(([, value]) => value) && (
        <dl className="retention-facts card">
          {facts.map(
            ([label, value]) =>
              value && (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
      )}
      <DataTable
        name="retention-batch"
        label={t('retention:cases')}
        plain
        columns={useItemColumns(batch.items ?? [])}
        rows={batch.items ?? []}
        rowKey={(i) => i.case}
        selection={
          leaving
            ? { keys: out, onChange: setOut, actions: <span>{t('retention:leftOut', { count: out.length })}</span> }
            : undefined
        }
        empty={{ title: t('retention:nothingSeen') }}
      />
      {step && (
        <WordsForm
          title={t(`retention:step.${step}`)}
          lead={t(`retention:stepLead.${step}`, { count: batch.cases - out.length })}
          need={step !== 'approve'}
          danger={step === 'approve'}
          busy={busy}
          problem={problem}
          onSubmit={(words) => submit([step, words])}
          onClose={() => {
            reset()
            setStep(null)
          }}
        />
      )}
    </>
  )
}

// What this person may do to the batch as it stands.
function useMay(batch: Batch): Step[] {
  const session = useSession()
  const steps: Step[] = []
  if (may(session, 'propose.destruction')) {
    if (batch.state === 'found' && batch.whole) steps.push('propose')
    if (batch.state === 'found' || (batch.state === 'proposed' && batch.whole)) steps.push('withdraw')
  }
  if (may(session, 'decide.destruction') && batch.state === 'proposed' && batch.whole && !batch.mine)
    steps.push('approve', 'refuse')
  return steps
}

function Steps(props: { batch: Batch; onStep: (step: Step) => void; onWithdraw: () => void }) {
  const { t } = useTranslation()
  const steps = useMay(props.batch)
  const from = props.batch.state === 'found' ? 'found' : 'proposed'
  return (
    <>
      {props.batch.state === 'done' && props.batch.whole && (
        <Button
          icon={<PrinterOutlined aria-hidden />}
          href={certificate(props.batch.id)}
          target="_blank"
          rel="noreferrer"
        >
          {t('retention:certificate')}
        </Button>
      )}
      {steps.map((step) =>
        step === 'withdraw' ? (
          <ConfirmButton key={step} question={t(`retention:withdrawAsk.${from}`)} onConfirm={props.onWithdraw}>
            {t(`retention:withdraw.${from}`)}
          </ConfirmButton>
        ) : (
          <Button key={step} type={step === 'refuse' ? 'default' : 'primary'} onClick={() => props.onStep(step)}>
            {t(`retention:step.${step}`)}
          </Button>
        ),
      )}
    </>
  )
}

function useItemColumns(items: BatchItem[]): Column<BatchItem>[] {
  const { t, i18n } = useTranslation()
  const names = useNames()
  const days = dayText(i18n.language)
  const columns: Column<BatchItem>[] = [
    {
      key: 'no',
      title: t('retention:case'),
      card: 'title',
      render: (i) => <Link to={`/cases/${i.case}`}>{i.no}</Link>,
    },
    { key: 'category', title: t('retention:category'), render: (i) => names.category(i.category) },
    { key: 'from', title: t('retention:from'), render: (i) => days.long(i.from) },
    { key: 'period', title: t('retention:period'), render: (i) => names.period(i.period, i.years) },
    { key: 'due', title: t('retention:dueOn'), render: (i) => days.long(i.dueOn) },
  ]
  if (!items.some((i) => i.outcome)) return columns // nothing has become of it yet
  return [
    ...columns,
    {
      key: 'outcome',
      title: t('retention:outcome'),
      render: (i) =>
        i.outcome === 'destroyed' ? (
          <ToneTag tone="settled">{t('retention:gone')}</ToneTag>
        ) : i.outcome === 'kept' ? (
          <>
            <ToneTag tone="near">{t('retention:keptOne')}</ToneTag> <small>{i.why}</small>
          </>
        ) : (
          ''
        ),
    },
  ]
}
