import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fetchFile } from '@/api/file'
import { toProblem } from '@/api/problem'
import { useFaultText } from '@/shared/components/FaultText'
import { toast } from '@/shared/components/Toasts'
import { dayText } from '@/shared/lib/dates'
import { saveFile } from '@/shared/lib/saveFile'
import { Block, type Part } from './Block'

/** What people asked about their own data, what was answered, and the copy for who may have it. */
export function DataRequests({ view, onOpen }: Part) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const copies = view.acts.some((a) => a.act === 'reveal' && a.ok)
  if (view.requests.length === 0) return null
  const party = (id?: string) => view.parties.find((p) => p.id === id)
  return (
    <Block view={view} onOpen={onOpen} title={t('casework:requests')} add="answer_data">
      <ul className="fact-list">
        {view.requests.map((r) => (
          <li key={r.id} data-past={r.decision !== undefined || undefined}>
            <p>
              <strong>{t(`choices:dataKind.${r.kind}`)}</strong> {party(r.party)?.name ?? t('casework:requestOnline')} ·{' '}
              {days.instant(r.at)}
            </p>
            <p>{r.text}</p>
            {r.decision && (
              <p>
                {t(`choices:dataDecision.${r.decision}`)} {r.decidedAt && days.instant(r.decidedAt)} {r.reason}
              </p>
            )}
            {r.kind === 'delete' && r.decision && r.decision !== 'refused' && (
              <p>
                {r.keptUntilOn
                  ? t('casework:requestKept', { on: days.long(r.keptUntilOn) })
                  : t('casework:requestKeptOpen')}
              </p>
            )}
            {copies && opens(r) && !party(r.party)?.restricted && <Copies view={view} request={r.id} />}
          </li>
        ))}
      </ul>
    </Block>
  )
}

const opens = (r: Part['view']['requests'][number]) =>
  (r.kind === 'see' || r.kind === 'copy') && (r.decision === 'granted' || r.decision === 'partly')

function Copies({ view, request }: { view: Part['view']; request: string }) {
  const { t, i18n } = useTranslation()
  const say = useFaultText()
  const [busy, setBusy] = useState('')
  async function take(format: string) {
    setBusy(format)
    try {
      const address = `/api/cases/${view.case.id}/data/${request}.${format}`
      const name = `${view.case.no}-${t('casework:requestCopy')}.${format}`
      saveFile((await fetchFile(address, i18n.language, name)).file, name)
    } catch (error) {
      toast(say(toProblem(error)), 'overdue')
    } finally {
      setBusy('')
    }
  }
  return (
    <p className="request-copies">
      {['pdf', 'json'].map((format) => (
        <Button
          key={format}
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          loading={busy === format}
          onClick={() => void take(format)}
        >
          {t('casework:requestCopy')} {format.toUpperCase()}
        </Button>
      ))}
    </p>
  )
}
