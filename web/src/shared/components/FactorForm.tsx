import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Problem, toProblem } from '@/api/problem'
import { beginFactor, confirmFactor, type Enrolment } from '@/api/session'
import { saveFile } from '@/shared/lib/saveFile'
import { CodeField } from './CodeField'
import { FaultText } from './FaultText'

/**
 * Connects an authenticator app: the secret as a picture and as text, a code that
 * shows the app has it, then the recovery codes. Without antd, because the duty to
 * enrol comes before the console.
 */
export function FactorForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)

  async function attempt(act: () => Promise<void>) {
    setBusy(true)
    setProblem(null)
    try {
      await act()
    } catch (error) {
      setProblem(toProblem(error))
    } finally {
      setBusy(false)
    }
  }

  function confirm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const code = String(new FormData(form).get('code'))
    void attempt(async () => setCodes(await confirmFactor(code))).then(() =>
      form.querySelector<HTMLInputElement>('input[name=code]')?.select(),
    )
  }

  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />
  if (!enrolment)
    return (
      <div className="factor">
        <p>{t('entry:factor.needs')}</p>
        <FaultText problem={problem} />
        <button
          type="button"
          className="plain-button primary"
          disabled={busy}
          onClick={() => void attempt(async () => setEnrolment(await beginFactor()))}
        >
          {t('entry:factor.begin')}
        </button>
      </div>
    )
  return (
    <form className="factor entry-form" onSubmit={confirm}>
      <p>{t('entry:factor.scan')}</p>
      <QRCode rows={enrolment.qr} label={t('entry:factor.qr')} />
      <details>
        <summary>{t('entry:factor.cannotScan')}</summary>
        <p>{t('entry:factor.type')}</p>
        <p className="factor-secret">{(enrolment.secret.match(/.{1,4}/g) ?? []).join(' ')}</p>
        <a href={enrolment.uri}>{t('entry:factor.open')}</a>
      </details>
      <CodeField autoFocus />
      <FaultText problem={problem} />
      <button type="submit" className="plain-button primary" disabled={busy}>
        {t('entry:factor.confirm')}
      </button>
    </form>
  )
}

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation()
  return (
    <section className="factor" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{t('entry:factor.recovery')}</h2>
      <p role="status">{t('entry:factor.recoveryHelp')}</p>
      <ol className="factor-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="entry-acts">
        <button type="button" className="plain-button primary" onClick={onDone}>
          {t('entry:factor.kept')}
        </button>
        <button
          type="button"
          className="plain-button outlined"
          onClick={() =>
            saveFile(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }), 'hemu-recovery-codes.txt')
          }
        >
          {t('entry:factor.save')}
        </button>
      </div>
    </section>
  )
}

// Dark modules as one path, four modules of quiet around them.
function QRCode({ rows, label }: { rows: readonly string[]; label: string }) {
  const size = rows.length + 8
  const path = rows
    .flatMap((row, y) => [...row].map((c, x) => (c === '1' ? `M${x + 4} ${y + 4}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      className="factor-qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} className="factor-qr-ground" />
      <path d={path} className="factor-qr-ink" />
    </svg>
  )
}
