import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import { ConfirmButton } from '@/shared/components/ConfirmButton'
import { Empty } from '@/shared/components/Empty'
import { PageHeader } from '@/shared/components/PageHeader'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { QueryView } from '@/shared/components/QueryView'
import { ToneTag } from '@/shared/components/Tones'
import { dayText, today } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { type Block, deleteBlock, getUnit, type Hours, type Room, type Unit } from './api'
import { BlockForm } from './BlockForm'
import { HoursForm } from './HoursForm'
import { isHead } from './head'
import { clockOf, sunday } from './hours'
import { RoomForm } from './RoomForm'
import './diary.css'

// How far ahead absences and closed times are shown.
const ahead = 92

type Opened = { what: 'room'; room?: Room } | { what: 'block' } | { what: 'hours'; user: string; hours: Hours }

/** /diary/unit: the meeting rooms of the unit, when its people work, and when one cannot be had. */
export default function UnitPage() {
  const { t } = useTranslation()
  const session = useSession()
  const [opened, setOpened] = useState<Opened>()
  const first = today()
  const query = useQuery({ queryKey: ['diaryUnit', first], queryFn: () => getUnit(first, ahead) })
  const close = () => setOpened(undefined)
  return (
    <>
      <PageHeader
        back={{ to: '/diary', label: t('diary:title') }}
        title={t('diary:unit.title')}
        actions={
          <>
            <Button type="primary" onClick={() => setOpened({ what: 'block' })}>
              {t('diary:block.add')}
            </Button>
            {may(session, 'manage.rooms') && (
              <Button onClick={() => setOpened({ what: 'room' })}>{t('diary:room.add')}</Button>
            )}
          </>
        }
      />
      <QueryView query={query}>
        {(unit) => (
          <>
            <div className="diary-unit">
              <Rooms unit={unit} onOpen={setOpened} />
              <People unit={unit} onOpen={setOpened} />
              <Blocks unit={unit} />
            </div>
            {opened?.what === 'room' && <RoomForm {...(opened.room ? { room: opened.room } : {})} onClose={close} />}
            {opened?.what === 'block' && <BlockForm unit={unit} onClose={close} />}
            {opened?.what === 'hours' && <HoursForm user={opened.user} hours={opened.hours} onClose={close} />}
          </>
        )}
      </QueryView>
    </>
  )
}

interface Part {
  unit: Unit
  onOpen: (opened: Opened) => void
}

function Rooms({ unit, onOpen }: Part) {
  const { t } = useTranslation()
  const keeps = may(useSession(), 'manage.rooms')
  return (
    <section className="card">
      <h2>{t('diary:room.all')}</h2>
      {unit.rooms.length === 0 && <Empty title={t('diary:room.none')} hint={t('diary:room.noneHint')} />}
      <ul className="diary-rows">
        {unit.rooms.map((r) => (
          <li key={r.id}>
            <span>
              {r.name} {r.retired && <ToneTag tone="paused">{t('diary:room.retired')}</ToneTag>}
            </span>
            <small>
              {[
                r.place,
                r.seats > 0 && t('diary:room.seatsOf', { count: r.seats }),
                r.accessible && t('diary:room.accessible'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
            {keeps && (
              <Button size="small" onClick={() => onOpen({ what: 'room', room: r })}>
                {t('diary:edit')}
                <span className="visually-hidden">{r.name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function People({ unit, onOpen }: Part) {
  const { t, i18n } = useTranslation()
  const session = useSession()
  const head = isHead(session)
  const text = dayText(i18n.language)
  const weekday = (d: number) => text.weekday(sunday(d))
  return (
    <section className="card">
      <h2>{t('diary:hours.title')}</h2>
      <ul className="diary-rows">
        {unit.people.map((p) => (
          <li key={p.id}>
            <span>{p.name}</span>
            <small>
              {p.hours.days.map(weekday).join(t('diary:comma'))} {clockOf(p.hours.from)}–{clockOf(p.hours.until)}
            </small>
            {(head || p.id === session.user.id) && (
              <Button size="small" onClick={() => onOpen({ what: 'hours', user: p.id, hours: p.hours })}>
                {t('diary:edit')}
                <span className="visually-hidden">{p.name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Blocks({ unit }: { unit: Unit }) {
  const { t, i18n } = useTranslation()
  const session = useSession()
  const text = dayText(i18n.language)
  const head = isHead(session)
  const drop = useSubmit<string>({ send: deleteBlock, refresh: [['diaryUnit'], ['diary']] })
  const nameOf = (b: Block) =>
    (b.kind === 'room' ? unit.rooms : unit.people).find((one) => one.id === b.subject)?.name ?? ''
  const mine = (b: Block) => (b.kind === 'room' ? may(session, 'manage.rooms') : head || b.subject === session.user.id)
  return (
    <section className="card">
      <h2>{t('diary:block.all')}</h2>
      <ProblemNotice problem={drop.problem} />
      {unit.blocks.length === 0 && <Empty title={t('diary:block.none')} hint={t('diary:block.noneHint')} />}
      <ul className="diary-rows">
        {unit.blocks.map((b) => (
          <li key={b.id}>
            <span>{t(`diary:block.of.${b.kind}`, { name: nameOf(b) })}</span>
            <small>
              {text.instant(b.from)} – {text.instant(b.until)} {b.note}
            </small>
            {mine(b) && (
              <ConfirmButton size="small" question={t('diary:block.dropAsk')} onConfirm={() => drop.submit(b.id)}>
                {t('diary:block.drop')}
              </ConfirmButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
