import { Problem } from './problem'

/** The page that an errand at the provider from another tab ends on. */
export const provedPath = '/proved'

/**
 * What came of an errand at the provider. The server says it in the address once:
 * `code` when the code of a second factor is still wanted, else the code of a fault.
 */
class Came {
  private said: string | null = null

  /** take reads it off the address, which is shown and kept without it. */
  take() {
    const at = new URL(window.location.href)
    this.said = at.searchParams.get('came')
    if (this.said === null) return
    at.searchParams.delete('came')
    history.replaceState(null, '', at.pathname + at.search)
  }

  read = (): string | null => this.said

  forget = () => {
    this.said = null
  }
}

export const came = new Came()

/** The fault that an errand ended with, as a problem. */
export function faultOf(said: string): Problem {
  return new Problem({ status: 403, code: said })
}

/** Tells the tab that waits what came of its errand: '' when all is well. */
export function announce(said: string) {
  const channel = new BroadcastChannel('errand')
  channel.postMessage(said)
  channel.close()
}

/** hear calls back when another tab has come back from the provider. */
export function hear(back: (said: string) => void): () => void {
  const channel = new BroadcastChannel('errand')
  channel.onmessage = (event) => back(String(event.data))
  return () => channel.close()
}
