import { EyeInvisibleFilled, LockFilled, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyText } from '@/shared/components/CopyText'
import { PageHeader } from '@/shared/components/PageHeader'
import { QueryView } from '@/shared/components/QueryView'
import { StateTag } from '@/shared/components/StateTag'
import { ToneTag } from '@/shared/components/Tones'
import { dayText } from '@/shared/lib/dates'
import { usePhone } from '@/shared/lib/reading'
import { useRouteParams, useUrlState } from '@/shared/lib/url'
import { useWhileAttended } from '@/shared/lib/useWhileAttended'
import { MoreActs, StepActs } from './ActBar'
import { ActPanel, type Opened } from './ActPanel'
import { concludedOf, draftOf } from './agreement'
import { getCase, keys } from './api'
import { partId } from './Block'
import { CaseClock } from './CaseClock'
import { Facts } from './Facts'
import { Cautions } from './Safety'
import { Story } from './Story'
import type { CaseView } from './wire'
import './casework.css'

// How often a confidential case that lies open is asked for anew, in milliseconds.
const recheck = 30_000

/** /cases/$id: one case, what has to be done next, its story and its facts. */
export default function CasePage() {
  const { id = '' } = useRouteParams()
  const query = useQuery({
    queryKey: keys.case(id),
    queryFn: () => getCase(id),
  })
  // Whose name is taken off meanwhile must not go on reading an open page.
  useWhileAttended(() => void query.refetch(), query.data?.case.confidential ? recheck : false)
  return <QueryView query={query}>{(view) => <Case key={view.case.id} view={view} />}</QueryView>
}

// The address may ask for an act, as the diary does: a session at a time.
const asked = { act: '', at: '' }

function Case({ view }: { view: CaseView }) {
  const phone = usePhone()
  const [url] = useUrlState(asked)
  const [opened, setOpened] = useState<Opened | null>(() =>
    view.acts.some((a) => a.act === url.act && a.ok)
      ? { act: url.act, ...(url.at ? { preset: { at: url.at } } : {}) }
      : null,
  )
  return (
    <article className="case">
      <Head view={view} onOpen={setOpened} />
      <Cautions view={view} />
      <NextStep view={view} onOpen={setOpened} />
      {phone && <Places view={view} />}
      <div className="case-columns">
        <Story view={view} />
        <Facts view={view} onOpen={setOpened} />
      </div>
      {phone && <Foot view={view} onOpen={setOpened} />}
      <ActPanel view={view} opened={opened} onOpen={setOpened} />
    </article>
  )
}

interface Part {
  view: CaseView
  onOpen: (opened: Opened) => void
}

function Head({ view, onOpen }: Part) {
  const { t, i18n } = useTranslation()
  const phone = usePhone()
  const days = dayText(i18n.language)
  const { case: c } = view
  return (
    <>
      <PageHeader
        back={{ to: '/cases', label: t('casework:cases.title') }}
        title={c.title}
        meta={
          <>
            <CopyText text={c.no} />
            <StateTag state={c.state} />
            {c.level && (
              <ToneTag tone={c.level === 'ordinary' ? 'plain' : 'near'}>{t(`choices:level.${c.level}`)}</ToneTag>
            )}
            {c.batch && <span>{t(`choices:batch.${c.batch}`)}</span>}
            {c.urgent && !c.batch && <ToneTag tone="overdue">{t('casework:urgent')}</ToneTag>}
            <span>{t('casework:reportedAt', { at: days.instant(c.reportedAt) })}</span>
          </>
        }
        actions={
          !phone && (
            <>
              <MoreActs view={view} onOpen={onOpen} />
              <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
                {t('casework:print')}
              </Button>
            </>
          )
        }
      />
      {view.parties.some((p) => p.alias) && (
        <p className="sealed-banner" data-tone="sealed">
          <EyeInvisibleFilled aria-hidden />{' '}
          {t(view.parties.some((p) => p.alias === p.name) ? 'casework:concealedBanner' : 'casework:concealedKnown')}
        </p>
      )}
      {c.merged && <MergedBanner view={view} />}
      {c.certificate && (
        <p className="sealed-banner" data-tone="sealed">
          <LockFilled aria-hidden /> {t('casework:anonymisedBanner', { no: c.certificate })}
        </p>
      )}
      {c.confidential && (
        <p className="sealed-banner" data-tone="sealed">
          <LockFilled aria-hidden /> {t('casework:confidentialBanner', { count: c.named?.length ?? 0 })}
        </p>
      )}
    </>
  )
}

function MergedBanner({ view }: { view: CaseView }) {
  const { t } = useTranslation()
  const into = view.tied.find((other) => other.id === view.case.merged?.into)
  return (
    <p className="sealed-banner" data-tone="paused">
      {t('casework:mergedBanner')}{' '}
      {into && (
        <Link to="/cases/$id" params={{ id: into.id }}>
          {into.title} · {into.no}
        </Link>
      )}
    </p>
  )
}

// In the hand the page is long: where its parts are.
function Places({ view }: { view: CaseView }) {
  const { t } = useTranslation()
  const parts: [string, string, boolean][] = [
    ['dispute', t('casework:dispute'), true],
    ['parties', t('casework:parties'), true],
    ['draft', t('casework:agreement', { title: t('casework:draft') }), draftOf(view) !== undefined],
    ['agreement', t('casework:agreement', { title: '' }), concludedOf(view) !== undefined],
    ['sessions', t('casework:sessions'), view.sessions.length > 0],
    ['papers', t('casework:papers'), true],
    ['story', t('casework:story'), true],
  ]
  return (
    <nav className="case-places" aria-label={t('casework:places')}>
      {parts.map(
        ([name, label, there]) =>
          there && (
            <button
              key={name}
              type="button"
              className="chip"
              onClick={() => document.getElementById(partId(name))?.scrollIntoView()}
            >
              {label}
            </button>
          ),
      )}
    </nav>
  )
}

// What can be pressed stays under the thumb.
function Foot({ view, onOpen }: Part) {
  return (
    <div className="form-foot case-foot">
      <StepActs view={view} onOpen={onOpen} most={1} />
      <MoreActs view={view} onOpen={onOpen} />
    </div>
  )
}

// What do I do next: the step, who is responsible, the clocks, the buttons.
function NextStep({ view, onOpen }: Part) {
  const { t } = useTranslation()
  const phone = usePhone()
  const { case: c } = view
  const handler = view.people[c.handler]
  const running = view.clocks.filter((k) => k.running && k.kind !== 'total')
  const gate = view.acts.some((a) => a.act === 'close') ? view.missing : []
  return (
    <section className="next card" aria-label={t('casework:next')}>
      <div className="next-step">
        <p className="next-what">
          <small>{t('casework:next')}</small>
          <strong>{c.nextStep ? t(`casework:step.${c.nextStep}`) : t('casework:noStep')}</strong>
        </p>
        <p className="next-who">
          <small>{t('casework:responsible')}</small>
          <span>
            {view.units[c.holder]} · {handler ?? t('casework:noHandler')}
          </span>
        </p>
        {!phone && <StepActs view={view} onOpen={onOpen} />}
      </div>
      {running.length > 0 && (
        <ul className="next-clocks" aria-label={t('casework:clocks')}>
          {running.map((clock) => (
            <li key={clock.id}>
              <CaseClock caseId={c.id} clock={clock} />
            </li>
          ))}
        </ul>
      )}
      {gate.length > 0 && (
        <div className="gate">
          <h2>{t('casework:gate')}</h2>
          <ul>
            {gate.map((m) => (
              <li key={m.code + m.text}>{m.text}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
