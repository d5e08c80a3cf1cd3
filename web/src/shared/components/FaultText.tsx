import { useTranslation } from 'react-i18next'
import type { Problem } from '@/api/problem'

/** useFaultText gives the sentence for a problem: the server's, else the catalogue's. */
export function useFaultText(): (problem: { code: string; text?: string | undefined }) => string {
  const { t, i18n } = useTranslation()
  return ({ code, text }) => {
    if (text) return text
    const key = `faults:${code.replaceAll('.', '_')}`
    return i18n.exists(key) ? t(key) : t('faults:unknown', { code })
  }
}

/** A problem in words, read out when it appears. */
export function FaultText({ problem }: { problem: Problem | null }) {
  const say = useFaultText()
  return (
    <p className="fault-text" role="alert">
      {problem && say(problem)}
    </p>
  )
}
