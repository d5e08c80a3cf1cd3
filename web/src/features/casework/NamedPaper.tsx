import { Button, Input, type InputRef, Popover } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fetchFile } from '@/api/file'
import { toProblem } from '@/api/problem'
import { useFaultText } from '@/shared/components/FaultText'
import { toast } from '@/shared/components/Toasts'
import { saveFile } from '@/shared/lib/saveFile'

/**
 * Saves a paper with the name of a concealed party on it, for a reason that stands on the
 * list of readers. The reason stays where it was typed when the server refuses.
 */
export function NamedPaper({ address, label }: { address: string; label: string }) {
  const { t, i18n } = useTranslation()
  const say = useFaultText()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<InputRef>(null)
  async function take(e: FormEvent) {
    e.preventDefault()
    setBusy(true)
    try {
      const query = new URLSearchParams({ alias: 'false', reason: reason.trim() })
      const { file, name } = await fetchFile(`${address}?${query}`, i18n.language, `${label}.pdf`)
      saveFile(file, name)
      setOpen(false)
      setReason('')
    } catch (error) {
      toast(say(toProblem(error)), 'overdue')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      // Not before it has its place: the page would scroll to where it is not.
      afterOpenChange={(now) => now && field.current?.focus({ preventScroll: true })}
      trigger="click"
      placement="top" // below it lies the bar of acts on a phone
      content={
        <form className="reveal-form" onSubmit={take}>
          <p>{t('casework:namedPdfHelp')}</p>
          <Input
            ref={field}
            required
            minLength={2}
            maxLength={200}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
            aria-label={t('casework:namedPdfReason')}
            placeholder={t('casework:namedPdfReason')}
          />
          <Button type="primary" htmlType="submit" loading={busy} disabled={reason.trim().length < 2}>
            {t('casework:namedPdfPrint')}
          </Button>
        </form>
      }
    >
      <Button size="small" aria-label={`${t('casework:namedPdf')} ${label}`}>
        {t('casework:namedPdf')}
      </Button>
    </Popover>
  )
}
