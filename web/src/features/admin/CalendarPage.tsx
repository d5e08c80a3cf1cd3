import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import { PageHeader } from '@/shared/components/PageHeader'
import { QueryView } from '@/shared/components/QueryView'
import { SidePanel } from '@/shared/components/SidePanel'
import { dayText, today } from '@/shared/lib/dates'
import { useUrlState } from '@/shared/lib/url'
import { getYear } from './api'
import { ImportForm } from './ImportForm'
import { monthOf } from './month'
import type { OfficialDay, Year } from './types'
import './admin.css'

const firstYear = 2007
const lastYear = 2100
const defaults = { year: '' }

/** /calendar: the official days of a year at a glance, and the notice they come from. */
export default function CalendarPage() {
  const { t } = useTranslation()
  const session = useSession()
  const [url, change] = useUrlState(defaults)
  const [importing, setImporting] = useState(false)
  const asked = Number(url.year || today().slice(0, 4))
  const year = Number.isInteger(asked) ? Math.min(lastYear, Math.max(firstYear, asked)) : firstYear
  const query = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => getYear(year),
    placeholderData: keepPreviousData,
  })
  const turn = (to: number) => change({ year: String(to) })
  return (
    <>
      <PageHeader
        title={t('admin:calendar.of', { year })}
        meta={t('admin:calendar.lead')}
        actions={
          <>
            <Button disabled={year <= firstYear} onClick={() => turn(year - 1)}>
              {t('admin:calendar.before')}
            </Button>
            <Button disabled={year >= lastYear} onClick={() => turn(year + 1)}>
              {t('admin:calendar.after')}
            </Button>
            {may(session, 'manage.codes') && (
              <Button type="primary" onClick={() => setImporting(true)}>
                {t('admin:calendar.import')}
              </Button>
            )}
          </>
        }
      />
      <QueryView query={query}>{(data) => <YearView data={data} />}</QueryView>
      <SidePanel open={importing} title={t('admin:calendar.import')} onClose={() => setImporting(false)}>
        <ImportForm kind="days" year={year} />
      </SidePanel>
    </>
  )
}

function YearView({ data }: { data: Year }) {
  const { t, i18n } = useTranslation()
  const days = new Map(data.days.map((d) => [d.date, d]))
  const text = dayText(i18n.language)
  return (
    <>
      {!data.announced && (
        <Alert
          className="year-notice"
          type="warning"
          showIcon
          title={t('admin:calendar.unannounced', { year: data.year })}
          description={t('admin:calendar.unannouncedHelp')}
        />
      )}
      <p className="year-legend">
        <span data-kind="off">{t('admin:calendar.off')}</span>
        <span data-kind="workday">{t('admin:calendar.worked')}</span>
        <span data-kind="rest">{t('admin:calendar.rest')}</span>
      </p>
      <div className="year">
        {Array.from({ length: 12 }, (_, m) => m + 1).map((month) => (
          <Month key={month} year={data.year} month={month} days={days} />
        ))}
      </div>
      {data.days.length > 0 && (
        <section className="card year-list">
          <h2>{t('admin:calendar.list')}</h2>
          <ul>
            {data.days.map((d) => (
              <li key={d.date}>
                <time dateTime={d.date}>{text.long(d.date)}</time>
                <span data-kind={d.kind}>{t(`admin:calendar.${d.kind === 'off' ? 'off' : 'worked'}`)}</span>
                <span>{d.name}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

interface MonthProps {
  year: number
  month: number
  days: ReadonlyMap<string, OfficialDay>
}

function Month({ year, month, days }: MonthProps) {
  const { t, i18n } = useTranslation()
  const locale = i18n.language === 'en' ? 'en-GB' : 'zh-CN'
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, 1))
  const letter = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' })
  const weeks = monthOf(year, month)
  const now = today()
  return (
    <table className="month">
      <caption>{name}</caption>
      <thead>
        <tr>
          {/* 1 January 2024 was a Monday. */}
          {[1, 2, 3, 4, 5, 6, 7].map((d) => (
            <th key={d} scope="col">
              {letter.format(Date.UTC(2024, 0, d))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.key}>
            {week.days.map((cell) => {
              const official = cell.date ? days.get(cell.date) : undefined
              const kind = official?.kind ?? (cell.weekend ? 'rest' : undefined)
              const mark = official && t(`admin:calendar.${official.kind === 'off' ? 'offMark' : 'workedMark'}`)
              return (
                <td
                  key={cell.key}
                  data-kind={cell.date ? kind : undefined}
                  aria-current={cell.date === now ? 'date' : undefined}
                  title={official?.name}
                >
                  {cell.date && Number(cell.date.slice(8))}
                  {mark && <sup>{mark}</sup>}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
