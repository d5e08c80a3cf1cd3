import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryView } from '@/shared/components/QueryView'
import { ToneTag } from '@/shared/components/Tones'
import { dayText } from '@/shared/lib/dates'
import { draftOf } from './agreement'
import { keys, listReaders, paper } from './api'
import { Block, type Part } from './Block'
import { CaseFiles } from './CaseFiles'
import { choices } from './forms'
import { NamedPaper } from './NamedPaper'
import type { CaseView } from './wire'

/** Files and numbered papers of the case, and what the file still lacks. */
export function Papers(part: Part) {
  const { t } = useTranslation()
  const { view } = part
  const { id } = view.case
  const known = view.parties.some((p) => p.alias && p.alias !== p.name)
  const gone = Boolean(view.case.certificate) // of papers that were destroyed the numbers stay
  const blank = gone ? [] : ['register', 'rights_notice', ...(draftOf(view) ? ['agreement_draft'] : [])]
  return (
    <>
      <Block {...part} title={t('casework:files')} add="attach_file">
        <CaseFiles view={view} />
      </Block>
      <Block {...part} title={t('casework:papers')} name="papers">
        <ul className="fact-list">
          {view.slips.toReversed().map((s) => (
            <li key={s.id} className="paper">
              <span>
                {t(`casework:slip.${s.kind}`)} <small>{s.no}</small>
                {s.void && (
                  <>
                    {' '}
                    <ToneTag tone="settled">
                      {t(s.replacedBy ? 'casework:voidBy' : 'casework:void', { no: s.replacedBy })}
                    </ToneTag>
                  </>
                )}
              </span>
              {!gone && (
                <span>
                  <a href={paper.slip(id, s.id, 'pdf')} target="_blank" rel="noreferrer">
                    {t('casework:pdf')}
                  </a>{' '}
                  <a href={paper.slip(id, s.id, 'docx')}>{t('casework:docx')}</a>
                  {known && (
                    <>
                      {' '}
                      <NamedPaper address={paper.slip(id, s.id, 'pdf')} label={s.no} />
                    </>
                  )}
                </span>
              )}
            </li>
          ))}
          {blank.map((kind) => (
            <li key={kind} className="paper">
              <span>{t(`casework:blank.${kind}`)}</span>
              <span>
                <a href={paper.form(id, kind)} target="_blank" rel="noreferrer">
                  {t('casework:pdf')}
                </a>
                {known && (
                  <>
                    {' '}
                    <NamedPaper address={paper.form(id, kind)} label={t(`casework:blank.${kind}`)} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
        <Contents view={view} />
      </Block>
    </>
  )
}

/** The completeness of the file, once the case is about to be filed. */
export function Contents({ view }: { view: CaseView }) {
  const { t } = useTranslation()
  if (!choices(view).all.some((c) => c.act === 'archive' || c.act === 'close')) return null
  const lacking = view.contents.filter((i) => i.required && !i.present)
  return (
    <div className="contents">
      <h3>{t('casework:contents')}</h3>
      <ul>
        {view.contents
          .filter((i) => i.required || i.present)
          .map((i) => (
            <li key={i.kind}>
              <ToneTag tone={i.present ? 'settled' : 'near'}>
                {t(i.present ? 'casework:there' : 'casework:lacking')}
              </ToneTag>{' '}
              {t(`casework:slip.${i.kind}`)}
            </li>
          ))}
      </ul>
      {lacking.length > 0 && <p>{t('casework:lackingHint')}</p>}
    </div>
  )
}

/** Who looked at the case: for the unit that holds it and those above. Read when it is opened. */
export function Readers(part: Part) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (!part.view.relations.some((r) => r === 'holder' || r === 'superior')) return null
  return (
    <Block {...part} title={t('casework:readers')}>
      {open ? (
        <ReaderList view={part.view} />
      ) : (
        <Button onClick={() => setOpen(true)}>{t('casework:showReaders')}</Button>
      )}
    </Block>
  )
}

function ReaderList({ view }: { view: CaseView }) {
  const { id } = view.case
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const query = useQuery({ queryKey: [...keys.case(id), 'readers'], queryFn: () => listReaders(id) })
  const what = (code: string) => {
    const [kind, id] = code.split(':')
    if (kind === 'file') return t('casework:reading.file', { name: view.files.find((f) => f.id === id)?.name ?? '' })
    const asked = kind === 'own_data' && view.requests.find((r) => r.id === id)
    if (asked) {
      const words = { kind: t(`choices:dataKind.${asked.kind}`), on: days.instant(asked.at) }
      return t('casework:reading.own_data_for', words)
    }
    return i18n.exists(`casework:reading.${code}`) ? t(`casework:reading.${code}`) : code
  }
  return (
    <QueryView query={query} skeleton="lines">
      {({ items }) => (
        <ul className="fact-list">
          {items.map((r) => (
            <li key={`${r.at} ${r.userName} ${r.what}`}>
              {[r.userName, r.orgName, r.role && t(`roles:${r.role}`)].filter(Boolean).join(' · ')}{' '}
              <small>
                {what(r.what)} {days.instant(r.at)}
              </small>
              {r.reason && <p className="facts-text">{r.reason}</p>}
            </li>
          ))}
        </ul>
      )}
    </QueryView>
  )
}
