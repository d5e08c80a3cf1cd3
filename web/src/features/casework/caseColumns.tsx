import { LockFilled } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/shared/components/DataTable'
import { StateTag } from '@/shared/components/StateTag'
import { dayText } from '@/shared/lib/dates'
import { moneyText } from '@/shared/lib/money'
import { RowClock } from './CaseClock'
import { useCodes } from './codes'
import type { Row } from './wire'

/** useCaseColumns are the columns of the ledger; what a phone shows first comes first. */
export function useCaseColumns(): Column<Row>[] {
  const { t, i18n } = useTranslation()
  const codes = useCodes()
  const days = dayText(i18n.language)
  const day = (at: string | undefined) => (at ? days.short(days.dayOf(at)) : '')
  const col = (key: string, render: Column<Row>['render'], more: Partial<Column<Row>> = {}): Column<Row> => ({
    key,
    title: t(`casework:column.${key}`),
    render,
    ...more,
  })
  return [
    col('title', (r) => <Title row={r} />, { card: 'title' }),
    col('state', (r) => <StateTag state={r.state} />, { card: 'foot' }),
    col('step', (r) => (r.nextStep ? t(`casework:step.${r.nextStep}`) : t('casework:noStep'))),
    col('clock', (r) => <RowClock next={r.next} caseId={r.id} />),
    col('unit', (r) => r.holderName),
    col('handler', (r) => r.handlerName || t('casework:noHandler')),
    col('no', (r) => r.no, { card: 'foot' }),
    col('cause', (r) => codes.name('dispute_cause', r.cause), { card: 'none' }),
    col('reported', (r) => day(r.reportedAt), { card: 'none' }),
    col('tags', (r) => (r.tags ?? []).map((code) => codes.name('case_tag', code)).join(' '), {
      optional: true,
      card: 'none',
    }),
    col('place', (r) => r.regionName ?? '', { optional: true, card: 'none' }),
    col('level', (r) => (r.level ? t(`choices:level.${r.level}`) : ''), { optional: true, card: 'none' }),
    col('batch', (r) => (r.batch ? t(`choices:batch.${r.batch}`) : ''), { optional: true, card: 'none' }),
    col('channel', (r) => codes.name('channel', r.channel), { optional: true, card: 'none' }),
    col('people', (r) => r.people, { optional: true, align: 'right', card: 'none' }),
    col('amount', (r) => (r.amountFen ? moneyText(r.amountFen) : ''), { optional: true, align: 'right', card: 'none' }),
    col('intake', (r) => r.intakeName, { optional: true, card: 'none' }),
    col('updated', (r) => day(r.updatedAt), { optional: true, card: 'none' }),
    col('closed', (r) => day(r.closedAt), { optional: true, card: 'none' }),
  ]
}

function Title({ row }: { row: Row }) {
  const { t } = useTranslation()
  return (
    <Link to="/cases/$id" params={{ id: row.id } as never}>
      {row.confidential && <LockFilled className="sealed-mark" aria-label={t('casework:confidential')} />}
      {row.title}
    </Link>
  )
}
