import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { dayText } from '../lib/dates'
import { ProblemNotice } from './ProblemNotice'
import { Skeletons } from './Skeletons'

interface Props<T> {
  query: UseQueryResult<T>
  /** The shape shown while nothing is there yet. */
  skeleton?: 'page' | 'table' | 'form' | 'lines'
  children: (data: T) => ReactNode
}

/**
 * A query in its states: the skeleton, the failure with "try again", the data —
 * and old data with its time when reading anew failed, but for what is gone.
 */
export function QueryView<T>({ query, skeleton = 'page', children }: Props<T>) {
  const { t, i18n } = useTranslation()
  const retry = () => void query.refetch()
  const problem = query.error && toProblem(query.error)
  // What is not there any more for this person is shown no longer, whatever was read before.
  if (problem && (query.data === undefined || problem.status === 404))
    return <ProblemNotice problem={problem} onRetry={retry} />
  if (query.data === undefined) return <Skeletons kind={skeleton} />
  return (
    <>
      {query.isError && (
        <p className="stale" role="status">
          {t('shared:stale', { time: dayText(i18n.language).clock(query.dataUpdatedAt) })}
          <Button size="small" loading={query.isFetching} onClick={retry}>
            {t('shared:refresh')}
          </Button>
        </p>
      )}
      {children(query.data)}
    </>
  )
}
