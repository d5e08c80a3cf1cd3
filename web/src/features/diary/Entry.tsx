import { LockFilled } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ToneTag } from '@/shared/components/Tones'
import { dayText } from '@/shared/lib/dates'
import type { Appointment } from './api'

/** A session as one block: when, what about, where, by whom, and what has come in its way. */
export function Entry({ item, short = false }: { item: Appointment; short?: boolean }) {
  const { t, i18n } = useTranslation()
  const text = dayText(i18n.language)
  return (
    <article className="diary-entry" data-state={item.state}>
      <p className="diary-when">
        <time dateTime={item.from}>{text.clock(item.from)}</time>–
        <time dateTime={item.until}>{text.clock(item.until)}</time>
        {item.state === 'held' && <small>{t('diary:held')}</small>}
        {item.moved && <small>{t('diary:moved')}</small>}
      </p>
      <Link to={`/cases/${item.case}` as '/'} className="diary-title">
        {item.confidential && <LockFilled aria-label={t('diary:sealed')} />}
        {item.title}
      </Link>
      {!short && (
        <p className="diary-where">{[item.place, item.mediators.join(t('diary:comma'))].filter(Boolean).join(' · ')}</p>
      )}
      <Warnings item={item} />
    </article>
  )
}

function Warnings({ item }: { item: Appointment }) {
  const { t } = useTranslation()
  return (
    <>
      {item.away.length > 0 && (
        <ToneTag tone="overdue">{t('diary:away', { names: item.away.join(t('diary:comma')) })}</ToneTag>
      )}
      {item.roomClosed && <ToneTag tone="overdue">{t('diary:roomClosed')}</ToneTag>}
      {item.dayOff && <ToneTag tone="near">{t('diary:dayOff', { name: item.dayOff })}</ToneTag>}
    </>
  )
}
