import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { Alert, Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyText } from '@/shared/components/CopyText'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { saveFile } from '@/shared/lib/saveFile'
import { useSubmit } from '@/shared/lib/submit'
import { type ImportKind, importFile } from './api'
import type { ImportReport, RowProblem } from './types'

const refreshed: Record<ImportKind, string[][]> = {
  regions: [['regions'], ['tree']],
  orgs: [['orgs'], ['org'], ['breaches'], ['tree']],
  users: [['users']],
  days: [['calendar']],
}

interface Sent {
  dryRun: boolean
  file: File
  name: string
  changed: number
  year: number
  source: string
}

// The names of the columns stand in the catalogue as the server knows them, a comma between
// two. The byte order mark has spreadsheets read them as UTF-8.
const emptyTable = (columns: string) => new Blob([`\ufeff${columns}\r\n`], { type: 'text/csv' })

/** A table is checked first, row by row; only a table without a fault can be taken over. */
export function ImportForm({ kind, year: shown }: { kind: ImportKind; year: number }) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const [year, setYear] = useState(shown)
  const [source, setSource] = useState('')
  const [report, setReport] = useState<ImportReport | null>(null)
  const { submit, busy, problem, reset } = useSubmit<Sent, ImportReport>({
    send: (input, headers) =>
      importFile(
        kind,
        input.file,
        { dryRun: input.dryRun, ...(kind === 'days' ? { year: input.year, source: input.source } : {}) },
        headers,
      ),
    refresh: refreshed[kind],
    onDone: setReport,
  })
  const anew = () => {
    setReport(null)
    reset()
  }
  const lacking = !file || (kind === 'days' && !source.trim())
  const send = (dryRun: boolean) =>
    file && submit({ dryRun, file, name: file.name, changed: file.lastModified, year, source: source.trim() })
  const good = report !== null && !report.applied && report.problems_total === 0
  return (
    <Form layout="vertical" className="import-form" onFinish={() => send(true)}>
      <p className="panel-lead">{t(`admin:import.${kind}Help`)}</p>
      {kind === 'days' && (
        <>
          <Form.Item label={t('admin:import.year')} htmlFor="import-year">
            <InputNumber
              id="import-year"
              min={2007}
              max={2100}
              precision={0}
              value={year}
              onChange={(to) => {
                setYear(to ?? shown)
                anew()
              }}
            />
          </Form.Item>
          <Form.Item label={t('admin:import.source')} htmlFor="import-source" extra={t('admin:import.sourceHelp')}>
            <Input id="import-source" maxLength={200} value={source} onChange={(e) => setSource(e.target.value)} />
          </Form.Item>
        </>
      )}
      <Form.Item label={t('admin:import.file')} htmlFor={`import-${kind}`} extra={t('admin:import.fileHelp')}>
        <label className="file-drop">
          <UploadOutlined aria-hidden />
          <span role="status">{file ? file.name : t('admin:import.choose')}</span>
          <input
            className="visually-hidden"
            id={`import-${kind}`}
            type="file"
            accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            onChange={(e) => {
              setFile(e.target.files?.[0] ?? null)
              anew()
            }}
          />
        </label>
      </Form.Item>
      <div className="import-acts">
        <Button htmlType="submit" type={good ? 'default' : 'primary'} loading={busy} disabled={lacking}>
          {t('admin:import.check')}
        </Button>
        {good && (
          <Button type="primary" loading={busy} onClick={() => send(false)}>
            {t('admin:import.apply')}
          </Button>
        )}
        <Button
          type="link"
          icon={<DownloadOutlined aria-hidden />}
          onClick={() => saveFile(emptyTable(t(`admin:import.${kind}Columns`)), `${kind}.csv`)}
        >
          {t('admin:import.template')}
        </Button>
      </div>
      <ProblemNotice problem={problem} />
      {report && <Report report={report} />}
    </Form>
  )
}

function Report({ report }: { report: ImportReport }) {
  const { t, i18n } = useTranslation()
  const bad = report.problems_total > 0
  const counts = (['rows', 'new', 'changed', 'unchanged', 'closed'] as const).filter(
    // Of a table that is not taken, nothing is new and nothing changed.
    (key) => key === 'rows' || (!bad && report[key] > 0),
  )
  const column = (name: string) => (i18n.exists(`admin:column.${name}`) ? t(`admin:column.${name}`) : name)
  const columns: Column<RowProblem>[] = [
    { key: 'line', title: t('admin:import.line'), align: 'right', card: 'title', render: (p) => p.line },
    { key: 'column', title: t('admin:import.column'), render: (p) => column(p.column ?? '') },
    { key: 'text', title: t('admin:import.what'), render: (p) => <span title={p.text}>{p.text}</span> },
  ]
  return (
    <section className="import-report" aria-label={t('admin:import.report')}>
      <Alert
        type={bad ? 'error' : 'success'}
        showIcon
        role="status"
        title={t(bad ? 'admin:import.bad' : report.applied ? 'admin:import.applied' : 'admin:import.good', {
          count: report.problems_total,
        })}
        description={counts.map((key) => t(`admin:import.${key}`, { count: report[key] })).join(t('admin:comma'))}
      />
      {bad && (
        <DataTable
          name="import"
          label={t('admin:import.what')}
          columns={columns}
          rows={report.rowProblems}
          rowKey={(p) => `${p.line} ${p.column ?? ''} ${p.code}`}
          total={{ count: report.problems_total }}
          empty={{ title: t('admin:import.bad', { count: report.problems_total }) }}
        />
      )}
      {report.issued && report.issued.length > 0 && <IssuedCodes issued={report.issued} />}
    </section>
  )
}

// Codes of new accounts, shown this once: to be copied or printed and handed over in person.
function IssuedCodes({ issued }: { issued: NonNullable<ImportReport['issued']> }) {
  const { t } = useTranslation()
  return (
    <div className="issued">
      <h3>{t('admin:import.issued')}</h3>
      <p>{t('admin:users.codeHelp')}</p>
      <DataTable
        name="issued"
        label={t('admin:import.issued')}
        columns={[
          { key: 'name', title: t('admin:users.name'), card: 'title', render: (i) => i.name },
          { key: 'username', title: t('admin:users.username'), render: (i) => i.username },
          { key: 'code', title: t('admin:users.code'), render: (i) => <CopyText text={i.code} /> },
        ]}
        rows={issued}
        rowKey={(i) => i.username}
        empty={{ title: t('admin:users.none') }}
      />
    </div>
  )
}
