import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, toProblem } from '@/api/problem'
import { send } from '@/api/proof'
import { useFaultText } from '@/shared/components/FaultText'
import { toast } from '@/shared/components/Toasts'

/** Fetches a table to take away, says that it is being made, and why it could not be. */
export function ExportButton({ address, disabled }: { address: string; disabled: boolean }) {
  const { t, i18n } = useTranslation()
  const say = useFaultText()
  const [busy, setBusy] = useState(false)
  async function take() {
    setBusy(true)
    try {
      const answer = await send(new Request(address, { headers: { 'Accept-Language': i18n.language } }))
      if (!answer.ok) throw asProblem(await answer.json().catch(() => null), answer)
      save(await answer.blob(), nameOf(answer) ?? t('casework:cases.exportName'))
      toast(t('casework:cases.exported'))
    } catch (error) {
      toast(say(toProblem(error)), 'overdue')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      href={address}
      icon={<DownloadOutlined aria-hidden />}
      loading={busy}
      disabled={disabled}
      onClick={(e) => {
        // A link, so that it can be copied or opened elsewhere; pressed, it tells how it goes.
        e.preventDefault()
        void take()
      }}
    >
      {busy ? t('casework:cases.exporting') : t('casework:cases.export')}
    </Button>
  )
}

// The name the server gave the file, which is UTF-8 in the RFC 5987 form.
function nameOf(answer: Response): string | undefined {
  const m = /filename\*=utf-8''([^;]+)/i.exec(answer.headers.get('Content-Disposition') ?? '')
  return m?.[1] && decodeURIComponent(m[1])
}

function save(blob: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
