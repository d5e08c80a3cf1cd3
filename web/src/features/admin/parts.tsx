import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { CopyText } from '@/shared/components/CopyText'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { Window } from '@/shared/components/Window'
import type { Page } from './types'

interface ListProps<Row> {
  name: string
  label: string
  query: UseQueryResult<Page<Row>>
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  onOpen?: (row: Row) => void
  empty: { title: string; hint?: string; action?: ReactNode }
  /** Turned by the address, see useUrlState; without it the list has one page. */
  after?: string
  onPage?: (after: string) => void
}

/** A query of a page of rows as a table, in all its states. */
export function ListView<Row extends object>(props: ListProps<Row>) {
  const { query, onPage, after = '', onOpen } = props
  return (
    <DataTable<Row>
      name={props.name}
      label={props.label}
      columns={props.columns}
      rowKey={props.rowKey}
      rows={query.data?.items}
      problem={query.error && toProblem(query.error)}
      onRetry={() => void query.refetch()}
      refreshing={query.isPlaceholderData}
      empty={props.empty}
      {...(onOpen ? { onOpen } : {})}
      {...(onPage ? { paging: { next: query.data?.next, after, onPage } } : {})}
    />
  )
}

/** Facts as names and values; what is missing is left out. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value !== undefined && value !== '' && value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** The one-time code of an account: shown this once, kept nowhere. */
export function CodeOnce({ of, code, onClose }: { of: string; code: string; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Window open title={t('admin:users.codeTitle', { name: of })} onClose={onClose}>
      <p className="code-once">
        <CopyText text={code} />
      </p>
      <p>{t('admin:users.codeHelp')}</p>
      <button type="button" className="plain-button primary" onClick={onClose}>
        {t('admin:users.codeTaken')}
      </button>
    </Window>
  )
}

/** An act of the record in words; one the catalogue does not name (of a case) as it stands. */
export function VerbText({ verb }: { verb: string }) {
  const { t, i18n } = useTranslation()
  const key = `admin:verb.${verb.replace('.', '_')}`
  return <span title={verb}>{i18n.exists(key) ? t(key) : verb}</span>
}

/** How well the source of a rule or list was seen, with what the letter means. */
export function SourceStatus({ status }: { status: string }) {
  const { t, i18n } = useTranslation()
  const key = `admin:status.${status}`
  return (
    <span className="source-status" title={i18n.exists(`${key}Why`) ? t(`admin:status.${status}Why`) : status}>
      {i18n.exists(key) ? t(`admin:status.${status}`) : status}
    </span>
  )
}
