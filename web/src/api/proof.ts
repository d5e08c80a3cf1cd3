/** Somebody's request that waits for the person to prove who they are. */
type Waiting = (proved: boolean) => void

/**
 * What does harm in wrong hands asks for a fresh proof (the server's list). The
 * client stops such a request, the entry asks in a dialog, and the request goes
 * out again as it was: the page knows nothing of it and loses nothing.
 */
class ProofStore {
  private waiting: Waiting[] = []
  private readonly listeners = new Set<() => void>()
  /** How many proofs were given: each put another cookie in the place of the former. */
  given = 0

  /** asked is whether somebody waits for a proof. */
  asked = (): boolean => this.waiting.length > 0

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** ask waits until the person has proved who they are, or has thought better of it (false). */
  ask(): Promise<boolean> {
    return new Promise((resolve) => this.set([...this.waiting, resolve]))
  }

  /** end tells all who wait. */
  end(proved: boolean) {
    if (proved) this.given++
    const told = this.waiting
    this.set([])
    for (const resolve of told) resolve(proved)
  }

  private set(next: Waiting[]) {
    this.waiting = next
    for (const listener of this.listeners) listener()
  }
}

export const proofStore = new ProofStore()

/**
 * send is fetch for everything under /api. A request that a proof has overtaken
 * (its cookie was the former one) goes out again.
 */
export async function send(request: Request): Promise<Response> {
  const again = request.clone()
  const given = proofStore.given
  const response = await globalThis.fetch(request)
  if (response.status === 401 && proofStore.given !== given) return send(again)
  if (response.status !== 403 || (await codeOf(response)) !== 'identity.proof_needed') return response
  return (await proofStore.ask()) ? send(again) : response
}

async function codeOf(response: Response): Promise<unknown> {
  const body = await response
    .clone()
    .json()
    .catch(() => null)
  return body?.code
}
