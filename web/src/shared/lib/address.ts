/**
 * The address of this console that a link asked to go on with, or the start: what the
 * browser would take for another host (//x, /\x, /..//x) carries nobody away.
 */
export function ours(asked: string | null, origin = window.location.origin): string {
  if (!asked?.startsWith('/')) return '/'
  try {
    const url = new URL(asked, origin)
    return url.origin === origin && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/'
  } catch {
    return '/'
  }
}
