import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/shared/components/Empty'
import { PageHeader } from '@/shared/components/PageHeader'
import { QueryView } from '@/shared/components/QueryView'
import { dayText, today } from '@/shared/lib/dates'
import { usePhone } from '@/shared/lib/reading'
import { useUrlState } from '@/shared/lib/url'
import { type Agenda, dayList, listDiary, type Whose, whose } from './api'
import { DayList } from './DayList'
import { spanOf, turned, type View, views } from './days'
import { HourTable } from './HourTable'
import { MonthTable } from './MonthTable'
import { PlanPanel } from './PlanPanel'
import './diary.css'

const defaults = { view: 'week', day: '', whose: 'mine' }

const oneOf = <T extends string>(all: readonly T[], word: string, otherwise: T): T =>
  all.find((one) => one === word) ?? otherwise

/** /diary: the sessions of a day, a week or a month, of oneself, the unit, or all below it. */
export default function DiaryPage() {
  const { t, i18n } = useTranslation()
  const phone = usePhone()
  const [url, change] = useUrlState(defaults)
  const [slot, setSlot] = useState<string>()
  const view = oneOf<View>(views, url.view, 'week')
  const of = oneOf<Whose>(whose, url.whose, 'mine')
  const day = /^\d{4}-\d\d-\d\d$/.test(url.day) ? url.day : today()
  const { first, days } = spanOf(view, day)
  const query = useQuery({
    queryKey: ['diary', of, first, days],
    queryFn: () => listDiary(of, first, days),
    placeholderData: keepPreviousData,
  })
  const text = dayText(i18n.language)
  const turn = (by: 1 | -1) => change({ day: turned(view, day, by) })
  return (
    <>
      <PageHeader
        title={t('diary:title')}
        meta={<span aria-live="polite">{title(view, day, first, text, i18n.language)}</span>}
        actions={
          <>
            <Button onClick={() => turn(-1)}>{t(`diary:before.${view}`)}</Button>
            <Button onClick={() => change({ day: '' })}>{t('diary:today')}</Button>
            <Button onClick={() => turn(1)}>{t(`diary:after.${view}`)}</Button>
          </>
        }
      />
      <div className="diary-bar">
        <Segmented
          aria-label={t('diary:view.label')}
          value={view}
          onChange={(v) => change({ view: v })}
          options={views.map((value) => ({ value, label: t(`diary:view.${value}`) }))}
        />
        <Segmented
          aria-label={t('diary:whose.label')}
          value={of}
          onChange={(v) => change({ whose: v })}
          options={whose.map((value) => ({ value, label: t(`diary:whose.${value}`) }))}
        />
        <nav className="diary-links" aria-label={t('diary:more')}>
          {view === 'day' && of !== 'mine' && (
            <a href={dayList(day, of)} target="_blank" rel="noreferrer">
              {t('diary:print')}
            </a>
          )}
          <Link to="/diary/unit">{t('diary:unit.title')}</Link>
          <Link to="/diary/feeds">{t('diary:feeds.title')}</Link>
        </nav>
      </div>
      <QueryView query={query} skeleton="table">
        {(data) => (
          <>
            {data.more && <Alert className="diary-more" type="warning" showIcon title={t('diary:tooMany')} />}
            <Shown
              data={data}
              view={phone ? 'list' : view}
              day={day}
              first={first}
              days={days}
              onSlot={setSlot}
              onDay={(d) => change({ view: 'day', day: d })}
            />
          </>
        )}
      </QueryView>
      {slot && <PlanPanel at={slot} onClose={() => setSlot(undefined)} />}
    </>
  )
}

function title(view: View, day: string, first: string, text: ReturnType<typeof dayText>, language: string): string {
  if (view === 'day') return text.long(day)
  if (view === 'week') return text.long(first)
  const locale = language === 'en' ? 'en-GB' : 'zh-CN'
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

interface ShownProps {
  data: Agenda
  view: View | 'list'
  day: string
  first: string
  days: number
  onSlot: (at: string) => void
  onDay: (day: string) => void
}

function Shown({ data, view, day, first, days, onSlot, onDay }: ShownProps) {
  const { t } = useTranslation()
  if (view === 'list')
    return data.items.length > 0 ? (
      <DayList items={data.items} />
    ) : (
      <Empty title={t('diary:none')} hint={t('diary:noneHint')} />
    )
  if (view === 'month')
    return <MonthTable items={data.items} month={day.slice(0, 7)} first={first} days={days} onDay={onDay} />
  return <HourTable items={data.items} first={first} days={days} onSlot={onSlot} />
}
