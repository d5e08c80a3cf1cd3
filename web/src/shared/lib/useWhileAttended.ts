import { useEffect, useEffectEvent } from 'react'
import { whileAttended } from './attended'

/** useWhileAttended is whileAttended for a page that is shown; false asks nothing. */
export function useWhileAttended(again: () => void, every: number | false) {
  const call = useEffectEvent(again)
  useEffect(() => {
    if (every === false) return
    return whileAttended(
      () => call(),
      every,
      window,
      () => document.visibilityState === 'visible',
    )
  }, [every])
}
