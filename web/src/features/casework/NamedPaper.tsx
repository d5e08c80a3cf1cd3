import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * Prints a paper with the name of a concealed party on it, for a reason that stands on the
 * list of readers. A plain form: the browser opens what the server answers.
 */
export function NamedPaper({ address, label }: { address: string; label: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      destroyOnHidden
      content={
        <form
          action={address}
          target="_blank"
          className="reveal-form"
          onSubmit={() => setTimeout(setOpen, 0, false)}
          rel="noopener"
        >
          <p>{t('casework:namedPdfHelp')}</p>
          <input type="hidden" name="alias" value="false" />
          <Input
            autoFocus
            required
            minLength={2}
            maxLength={200}
            name="reason"
            value={reason}
            onChange={(e) => setReason(e.target.value)}
            aria-label={t('casework:namedPdfReason')}
            placeholder={t('casework:namedPdfReason')}
          />
          <Button type="primary" htmlType="submit" disabled={reason.trim().length < 2}>
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
