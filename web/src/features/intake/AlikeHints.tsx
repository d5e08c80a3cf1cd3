import { useQuery } from '@tanstack/react-query'
import { Form } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AlikeList } from '@/shared/components/AlikeList'
import { findAlike } from './api'
import type { RegisterValues } from './values'

const pause = 800 // ms of not typing before anybody is asked
const least = 12 // characters of a text worth comparing

/** Cases that may be about what is being typed, so that nothing is registered twice. */
export function AlikeHints() {
  const { t } = useTranslation()
  const form = Form.useFormInstance<RegisterValues>()
  const values = Form.useWatch((all: RegisterValues) => all, form) as RegisterValues | undefined
  const asked = useSettled(useMemo(() => JSON.stringify(questionOf(values)), [values]))
  const query = useQuery({
    queryKey: ['alike', asked],
    queryFn: () => findAlike(JSON.parse(asked)),
    enabled: asked !== '{}',
    staleTime: 60_000,
    retry: false, // a hint, no more: whoever types is not told of its failures
    placeholderData: (before) => before,
  })
  const items = asked === '{}' ? [] : (query.data?.items ?? [])
  return (
    <div aria-live="polite" className="wide">
      {items.length > 0 && (
        <section className="alike-hints card" aria-label={t('intake:alike.title')}>
          <h3>{t('intake:alike.title')}</h3>
          <p className="hint">{t('intake:alike.hint')}</p>
          <AlikeList items={items} aside />
        </section>
      )}
    </div>
  )
}

// What is worth asking about; nothing while too little is known.
function questionOf(values: RegisterValues | undefined) {
  const parties = (values?.parties ?? [])
    .filter((p) => (p?.name ?? '').trim().length > 1 || p?.phone || p?.idNumber)
    .map((p) => ({ name: p.name?.trim(), phone: p.phone, idNumber: p.idNumber }))
  const facts = (values?.facts ?? '').trim()
  if (parties.length === 0 && facts.length < least) return {}
  return { region: values?.region?.id, address: values?.address?.trim(), facts, parties }
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState('{}')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
