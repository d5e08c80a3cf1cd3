import { EyeOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef, Popover } from 'antd'
import { type ReactNode, type Ref, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Problem, toProblem } from '@/api/problem'
import { FaultText } from './FaultText'

/** Asks the server for the plain value; the look and its reason are recorded there. */
export type Reveal = (reason: string) => Promise<string>

interface Props {
  /** The masked form, as the server sent it. */
  masked: string
  /** What it is, for ears: "phone of the applicant". */
  label: string
  /** A telephone number: once open, it can be called. */
  tel?: boolean
  /** Missing when the person may not look. */
  onReveal?: Reveal | undefined
}

/** Masked by default; an eye opens it after a reason is given. Forgotten when the page is left. */
export function MaskedText({ masked, label, tel, onReveal }: Props) {
  const { t } = useTranslation()
  const [plain, setPlain] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const field = useRef<InputRef>(null)
  if (plain !== null)
    return <span className="revealed">{tel && plain ? <a href={`tel:${plain}`}>{plain}</a> : plain}</span>
  return (
    <span className="masked">
      {masked}
      {onReveal && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          // Not before it has its place: the page would scroll to where it is not.
          afterOpenChange={(now) => now && field.current?.focus({ preventScroll: true })}
          trigger="click"
          destroyOnHidden
          content={<RevealForm field={field} label={label} onReveal={onReveal} onPlain={setPlain} />}
        >
          <button type="button" className="mini-button" aria-label={t('shared:mask.reveal', { label })}>
            <EyeOutlined aria-hidden />
          </button>
        </Popover>
      )}
    </span>
  )
}

function RevealForm(props: { field: Ref<InputRef>; label: string; onReveal: Reveal; onPlain: (text: string) => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function reveal() {
    setBusy(true)
    try {
      props.onPlain(await props.onReveal(reason.trim()))
    } catch (error) {
      setProblem(toProblem(error))
      setBusy(false)
    }
  }
  return (
    <form
      className="reveal-form"
      onSubmit={(e) => {
        e.preventDefault()
        void reveal()
      }}
    >
      <p>{t('shared:mask.recorded')}</p>
      <Input
        ref={props.field}
        required
        value={reason}
        onChange={(e) => setReason(e.target.value)}
        aria-label={t('shared:mask.reason')}
        placeholder={t('shared:mask.reason')}
      />
      <FaultText problem={problem} />
      <Button type="primary" htmlType="submit" loading={busy} disabled={!reason.trim()}>
        {t('shared:mask.show', { label: props.label })}
      </Button>
    </form>
  )
}

/** A person: name and, when known, role or alias note; sealed people show only their alias. */
export function PersonName({ name, note, sealed }: { name: string; note?: ReactNode; sealed?: boolean }) {
  const { t } = useTranslation()
  return (
    <span className="person">
      <span translate="no">{name}</span>
      {sealed && <small className="person-sealed">{t('shared:mask.sealed')}</small>}
      {note && <small>{note}</small>}
    </span>
  )
}
