import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ToneTag } from '@/shared/components/Tones'
import { dayText } from '@/shared/lib/dates'
import { findingsQuery, toldFindings } from './findings'
import './digests.css'

/** Malware that was found in files one sent; nothing where there is none. */
export function Findings() {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const { data } = useQuery(findingsQuery)
  const fresh = data?.fresh ?? 0
  // Told once shown; the marks stay until the page is opened again.
  useEffect(() => {
    if (fresh === 0) return
    const told = () => queries.setQueryData(findingsQuery.queryKey, (was) => was && { ...was, fresh: 0 })
    toldFindings().then(told, () => undefined) // not noted: new they stay
  }, [fresh, queries])
  const mine = data?.items ?? []
  if (mine.length === 0) return null
  return (
    <section className="digests" aria-label={t('casework:findings.title')}>
      <h2>{t('casework:findings.title')}</h2>
      <p>{t('casework:findings.hint')}</p>
      <ul>
        {mine.map((f) => (
          <li key={f.id} data-unseen={f.fresh || undefined}>
            <span>{f.name}</span>
            <span>{f.malware}</span>
            <ToneTag tone="overdue">{t(f.kept ? 'casework:findings.kept' : 'casework:findings.refused')}</ToneTag>
            <small>{dayText(i18n.language).instant(f.at)}</small>
            {f.fresh && <small>{t('casework:digests.unseen')}</small>}
          </li>
        ))}
      </ul>
    </section>
  )
}
