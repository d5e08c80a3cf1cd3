import { CloseCircleFilled } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/api/problem'
import { dayText } from '../lib/dates'
import { useFaultText } from './FaultText'

interface Props {
  problem: Problem | null
  /** Goes to the input of a field in the API's spelling; see useProblemFields. Called once for the first fault. */
  onField?: ((field: string) => void) | undefined
  /** Puts an instant that would do, as the API has it, into a field. */
  onTake?: ((field: string, instant: string) => void) | undefined
  /** Offers to try again. */
  onRetry?: (() => void) | undefined
}

/** What went wrong, in words, with a way out: each fault of a form leads to its field. */
export function ProblemNotice({ problem, onField, onTake, onRetry }: Props) {
  const { t, i18n } = useTranslation()
  const days = dayText(i18n.language)
  const say = useFaultText()
  const told = useRef<Problem | null>(null)
  useEffect(() => {
    if (!problem || told.current === problem) return
    told.current = problem
    const first = problem.field ?? problem.errors.find((e) => e.field)?.field
    if (first) onField?.(first)
  }, [problem, onField])
  if (!problem) return null
  // One detail that only repeats the sentence above is not said twice.
  const several = problem.errors.length > 1 || problem.errors.some((e) => e.code !== problem.code || !problem.text)
  const wrong = problem.errors.filter((e) => !e.take)
  const repeated = wrong.length > 1 && problem.errors.some((e) => say(e) === say(problem))
  return (
    <Alert
      className="problem"
      type="error"
      showIcon
      icon={<CloseCircleFilled aria-hidden />}
      role="alert"
      title={repeated ? t('shared:problem.several', { n: wrong.length }) : say(problem)}
      description={
        (several || stale(problem)) && (
          <>
            {stale(problem) && <p>{t('shared:problem.changed')}</p>}
            {several && (
              <ul>
                {problem.errors.map((e) => (
                  <li key={`${e.code} ${e.field ?? ''}`}>
                    {e.field && onField ? (
                      <button type="button" className="link-button" onClick={() => onField(e.field ?? '')}>
                        {say(e)}
                      </button>
                    ) : (
                      say(e)
                    )}
                    {e.take && onTake && (
                      <span className="chips">
                        {e.take.map((at) => (
                          <button key={at} type="button" className="chip" onClick={() => onTake(e.field ?? '', at)}>
                            {days.instant(Date.parse(at))}
                          </button>
                        ))}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </>
        )
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('shared:retry')}
          </Button>
        )
      }
    />
  )
}

// Somebody else wrote first; other conflicts say themselves what stands in the way.
function stale(problem: Problem) {
  return problem.status === 412 || /\.(changed|corrected_meanwhile)$/.test(problem.code)
}
