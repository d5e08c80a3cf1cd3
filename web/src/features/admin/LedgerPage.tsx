import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import { CopyText } from '@/shared/components/CopyText'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { PageHeader } from '@/shared/components/PageHeader'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { QueryView } from '@/shared/components/QueryView'
import { dayText } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { ledgerStatus, verifyLedger } from './api'
import { ProofOfEntry } from './ProofOfEntry'
import { Facts } from './parts'
import { Streams } from './Streams'
import type { Checkpoint, Finding, LedgerStatus, Verified, VerifyStep } from './types'
import './admin.css'

/** /ledger: the record proves that nobody changed it; this page lets people see that. */
export default function LedgerPage() {
  const { t } = useTranslation()
  const session = useSession()
  return (
    <>
      <PageHeader title={t('admin:ledger.title')} meta={t('admin:ledger.lead')} />
      <div className="org-page">
        {may(session, 'verify.ledger') && (
          <>
            <div className="ledger-acts">
              <Verify />
              <ProofOfEntry />
            </div>
            <Status />
          </>
        )}
        {may(session, 'read.ledger') && <Streams />}
      </div>
    </>
  )
}

function Verify() {
  const { t } = useTranslation()
  const [result, setResult] = useState<Verified | null>(null)
  const [step, setStep] = useState<VerifyStep | null>(null)
  const { submit, busy, problem } = useSubmit<null, Verified>({
    send: (_, headers) => {
      setStep(null)
      return verifyLedger(headers, setStep)
    },
    refresh: [['ledger']],
    onDone: setResult,
  })
  return (
    <section className="card">
      <h2>{t('admin:ledger.verify')}</h2>
      <p className="panel-lead">{t('admin:ledger.verifyHelp')}</p>
      <Button type="primary" loading={busy} onClick={() => submit(null)}>
        {t('admin:ledger.verifyNow')}
      </Button>
      {busy && <HowFar step={step} />}
      <ProblemNotice problem={problem} />
      {result && !busy && <Outcome result={result} />}
    </section>
  )
}

// Reading the whole record takes as long as it is long: the server tells how far it is.
function HowFar({ step }: { step: VerifyStep | null }) {
  const { t } = useTranslation()
  return (
    <p className="verify-progress" role="status">
      <progress aria-label={t('admin:ledger.verify')} max={step?.all || 1} value={step?.read} />
      <span>{step ? t('admin:ledger.howFar', { read: step.read, all: step.all }) : t('admin:ledger.begins')}</span>
    </p>
  )
}

function Outcome({ result }: { result: Verified }) {
  const { t } = useTranslation()
  const columns: Column<Finding>[] = [
    { key: 'kind', title: t('admin:ledger.finding'), card: 'title', render: (f) => t(`admin:finding.${f.kind}`) },
    { key: 'stream', title: t('admin:ledger.stream'), render: (f) => f.stream },
    { key: 'seq', title: t('admin:ledger.seq'), align: 'right', render: (f) => f.seq || '' },
    { key: 'entry', title: t('admin:ledger.entry'), render: (f) => f.entryId },
  ]
  return (
    <div className="verify-outcome">
      <Alert
        type={result.whole ? 'success' : 'error'}
        showIcon
        role="status"
        title={t(result.whole ? 'admin:ledger.whole' : 'admin:ledger.broken', { count: result.found })}
        description={t('admin:ledger.read', {
          entries: result.entries,
          streams: result.streams,
          checkpoints: result.checkpoints,
          seconds: (result.tookMs / 1000).toFixed(1),
        })}
      />
      <Facts
        rows={[
          [t('admin:ledger.waiting'), result.waiting],
          [t('admin:ledger.erased'), result.erased],
        ]}
      />
      {!result.whole && (
        <>
          <p>{t('admin:ledger.brokenHelp')}</p>
          <DataTable
            name="findings"
            label={t('admin:ledger.finding')}
            columns={columns}
            rows={result.findings}
            rowKey={(f) => `${f.kind} ${f.stream} ${f.seq} ${f.entryId}`}
            total={{ count: result.found }}
            empty={{ title: t('admin:ledger.whole') }}
          />
        </>
      )}
    </div>
  )
}

function Status() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['ledger', 'status'], queryFn: ledgerStatus })
  return (
    <section className="card">
      <h2>{t('admin:ledger.status')}</h2>
      <QueryView query={query} skeleton="lines">
        {(status) => <StatusFacts status={status} />}
      </QueryView>
    </section>
  )
}

function StatusFacts({ status }: { status: LedgerStatus }) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const [newest] = status.checkpoints
  const columns: Column<Checkpoint>[] = [
    { key: 'at', title: t('admin:ledger.signed'), card: 'title', render: (c) => days.instant(c.at) },
    { key: 'size', title: t('admin:ledger.size'), align: 'right', render: (c) => c.size },
    { key: 'root', title: t('admin:ledger.root'), render: (c) => <code title={c.root}>{c.root.slice(0, 16)}</code> },
  ]
  return (
    <>
      <Facts
        rows={[
          [t('admin:ledger.newest'), newest ? days.instant(newest.at) : t('admin:ledger.noCheckpoint')],
          [t('admin:ledger.size'), newest?.size],
          [t('admin:ledger.key'), <CopyText key="key" text={status.publicKey} />],
        ]}
      />
      <p className="panel-lead">{t('admin:ledger.keyHelp')}</p>
      <DataTable
        name="checkpoints"
        label={t('admin:ledger.status')}
        columns={columns}
        rows={status.checkpoints}
        rowKey={(c) => String(c.size)}
        empty={{ title: t('admin:ledger.noCheckpoint') }}
      />
    </>
  )
}
