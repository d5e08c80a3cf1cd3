import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '@/shared/components/PageHeader'
import { QueryView } from '@/shared/components/QueryView'
import { StateTag } from '@/shared/components/StateTag'
import { dayText } from '@/shared/lib/dates'
import { moneyText } from '@/shared/lib/money'
import { useRouteParams } from '@/shared/lib/url'
import { ActPanel, type Opened } from './ActPanel'
import { getCase, keys } from './api'
import { useLeft } from './CaseClock'
import { useCodes } from './codes'
import { choices } from './forms'
import type { CaseView } from './wire'
import './casework.css'
import './ties.css'

/** /cases/$id/beside/$other: two cases side by side, what differs marked. */
export default function BesidePage() {
  const { id = '', other = '' } = useRouteParams()
  const first = useQuery({ queryKey: keys.case(id), queryFn: () => getCase(id) })
  const second = useQuery({ queryKey: keys.case(other), queryFn: () => getCase(other) })
  return (
    <QueryView query={first}>
      {(view) => <QueryView query={second}>{(beside) => <Beside views={[view, beside]} />}</QueryView>}
    </QueryView>
  )
}

interface Line {
  label: string
  /** What is compared. */
  plain: (view: CaseView) => string
  shown?: (view: CaseView) => ReactNode
}

function useLines(): Line[] {
  const { t, i18n } = useTranslation()
  const codes = useCodes()
  const days = dayText(i18n.language)
  const label = (key: string) => t(`fields:label.${key}`)
  const left = useLeft()
  const clocks = (view: CaseView) =>
    view.clocks
      .filter((k) => k.running && k.kind !== 'total')
      .map((k) => [t(`clocks:kind.${k.kind}`), k.paused ? t('clocks:state.paused') : k.due && left(k.due)])
      .map((words) => words.filter(Boolean).join(' '))
  const parties = (view: CaseView) => view.parties.map((p) => `${p.name}（${t(`choices:partyRole.${p.role}`)}）`)
  return [
    { label: t('casework:beside.no'), plain: ({ case: c }) => c.no },
    {
      label: t('casework:beside.state'),
      plain: ({ case: c }) => c.state,
      shown: ({ case: c }) => <StateTag state={c.state} />,
    },
    { label: t('casework:beside.reportedAt'), plain: ({ case: c }) => days.instant(c.reportedAt) },
    { label: t('casework:beside.holder'), plain: (view) => view.units[view.case.holder] ?? '' },
    {
      label: t('casework:beside.clock'),
      plain: (view) => clocks(view).join('\n'),
      shown: (view) => clocks(view).map((line) => <div key={line}>{line}</div>),
    },
    {
      label: t('casework:beside.parties'),
      plain: (view) => parties(view).join('\n'),
      shown: (view) => parties(view).map((p) => <div key={p}>{p}</div>),
    },
    { label: label('cause'), plain: ({ case: c }) => codes.name('dispute_cause', c.cause) },
    { label: label('address'), plain: (view) => [view.regionName, view.case.address].filter(Boolean).join(' ') },
    { label: label('happenedOn'), plain: ({ case: c }) => (c.happenedOn ? days.long(c.happenedOn) : '') },
    { label: label('amountFen'), plain: ({ case: c }) => (c.amountFen ? moneyText(c.amountFen) : '') },
    { label: t('casework:dispute'), plain: ({ case: c }) => c.facts },
  ]
}

function Beside({ views }: { views: readonly [CaseView, CaseView] }) {
  const { t } = useTranslation()
  const lines = useLines()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [view, beside] = views
  const acts = choices(view).all.filter((c) => c.ok && ['merge', 'link', 'unlink', 'unmerge'].includes(c.act))
  return (
    <article className="beside">
      <PageHeader
        back={{ to: `/cases/${view.case.id}`, label: view.case.title }}
        title={t('casework:beside.title')}
        meta={<span>{t('casework:beside.differs')}</span>}
        actions={acts.map(({ act }) => (
          <Button key={act} onClick={() => setOpened({ act, preset: { case: beside.case.id } })}>
            {t(`acts:name.${act}`)}
          </Button>
        ))}
      />
      <table className="beside-table card">
        <thead>
          <tr>
            <th scope="col">{t('casework:beside.fact')}</th>
            {views.map((v) => (
              <th key={v.case.id} scope="col">
                <Link to="/cases/$id" params={{ id: v.case.id }}>
                  {v.case.title}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ label, plain, shown = plain }) => (
            <tr key={label} data-differs={plain(view) !== plain(beside) || undefined}>
              <th scope="row">{label}</th>
              {views.map((v) => (
                <td key={v.case.id} data-label={v.case.no}>
                  {shown(v)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ActPanel view={view} opened={opened} onOpen={setOpened} />
    </article>
  )
}
