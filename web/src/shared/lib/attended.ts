// How long somebody who touches nothing counts as being there, in milliseconds.
const attention = 5 * 60_000
const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/**
 * whileAttended calls again every so many milliseconds while somebody is at the page, and at
 * once when they come back: what nobody looks at asks nothing, so that the session can end.
 * page is where the signs of somebody arrive. It returns how to stop.
 */
export function whileAttended(again: () => void, every: number, page: EventTarget, visible: () => boolean): () => void {
  let seen = Date.now()
  const there = () => Date.now() - seen < attention
  const sign = () => {
    const away = !there()
    seen = Date.now()
    if (away) again()
  }
  const timer = setInterval(() => {
    if (there() && visible()) again()
  }, every)
  for (const name of signs) page.addEventListener(name, sign, { passive: true })
  return () => {
    clearInterval(timer)
    for (const name of signs) page.removeEventListener(name, sign)
  }
}
