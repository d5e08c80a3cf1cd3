import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyText } from '@/shared/components/CopyText'
import { StateTag } from '@/shared/components/StateTag'
import type { Begun } from './api'

interface Props {
  begun: Begun
  /** What has to be done next, in a sentence. */
  next: string
  /** Begins another one. */
  again: { label: string; onPress: () => void }
}

/** After it was taken in: the number, the tracking code to be read out or copied, and what comes next. */
export function Done({ begun, next, again }: Props) {
  const { t } = useTranslation()
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  return (
    <article className="intake-done card">
      <h1 ref={head} tabIndex={-1}>
        {t('intake:done.title')}
      </h1>
      <dl>
        <div>
          <dt>{t('intake:done.no')}</dt>
          <dd>
            <CopyText text={begun.no} /> <StateTag state={begun.state} />
          </dd>
        </div>
        {begun.trackingCode && (
          <div className="tracking">
            <dt>{t('intake:done.code')}</dt>
            <dd className="tracking-code">
              <CopyText text={begun.trackingCode} />
            </dd>
            <dd className="tracking-help">{t('intake:done.codeHelp', { address: `${location.host}/t` })}</dd>
          </div>
        )}
        <div>
          <dt>{t('intake:done.next')}</dt>
          <dd>{next}</dd>
        </div>
      </dl>
      <div className="intake-done-acts">
        <Link to={`/cases/${begun.id}`} className="plain-button primary">
          {t('intake:done.open')}
        </Link>
        <Button onClick={again.onPress}>{again.label}</Button>
        <Button onClick={() => print()}>{t('intake:done.print')}</Button>
      </div>
    </article>
  )
}
