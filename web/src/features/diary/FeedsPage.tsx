import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmButton } from '@/shared/components/ConfirmButton'
import { CopyText } from '@/shared/components/CopyText'
import { Empty } from '@/shared/components/Empty'
import { PageHeader } from '@/shared/components/PageHeader'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { QueryView } from '@/shared/components/QueryView'
import { dayText } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { endFeed, type Feed, listFeeds, makeFeed } from './api'
import './diary.css'

const key = ['feeds'] as const

/** /diary/feeds: secret addresses under which a calendar program reads sessions. */
export default function FeedsPage() {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const query = useQuery({ queryKey: key, queryFn: listFeeds })
  const [made, setMade] = useState<Feed>()
  const text = dayText(i18n.language)
  const make = useSubmit<boolean, Feed>({ send: makeFeed, refresh: [key], onDone: setMade })
  const end = useSubmit<string>({
    send: endFeed,
    refresh: [key],
    onDone: () => {
      setMade(undefined)
      void queries.invalidateQueries({ queryKey: key })
    },
  })
  return (
    <>
      <PageHeader
        back={{ to: '/diary', label: t('diary:title') }}
        title={t('diary:feeds.title')}
        meta={t('diary:feeds.lead')}
        actions={
          <>
            <Button type="primary" loading={make.busy} onClick={() => make.submit(false)}>
              {t('diary:feeds.makeMine')}
            </Button>
            <Button loading={make.busy} onClick={() => make.submit(true)}>
              {t('diary:feeds.makeUnit')}
            </Button>
          </>
        }
      />
      <ProblemNotice problem={make.problem ?? end.problem} />
      {made?.address && (
        <Alert
          type="success"
          showIcon
          title={t('diary:feeds.made')}
          description={<CopyText text={location.origin + made.address} />}
        />
      )}
      <QueryView query={query} skeleton="lines">
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={t('diary:feeds.none')} hint={t('diary:feeds.noneHint')} />
          ) : (
            <ul className="card diary-rows">
              {data.items.map((f) => (
                <li key={f.id}>
                  <span>{f.orgName ? t('diary:feeds.of', { name: f.orgName }) : t('diary:feeds.mine')}</span>
                  <small>{t('diary:feeds.madeAt', { at: text.instant(f.madeAt) })}</small>
                  <ConfirmButton
                    size="small"
                    danger
                    question={t('diary:feeds.endAsk')}
                    detail={t('diary:feeds.endDetail')}
                    onConfirm={() => end.submit(f.id)}
                  >
                    {t('diary:feeds.end')}
                  </ConfirmButton>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </>
  )
}
