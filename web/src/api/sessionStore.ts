import type { components } from './schema'

/** Who is signed in, their posts, and what they may do for the acting post. */
export type Session = components['schemas']['SessionOut']
export type Post = Session['posts'][number]

/**
 * signedOut: nobody yet. active: as it should be. expired: a session was open
 * and the server no longer knows it; the page keeps everything typed.
 */
export type SessionState =
  | { status: 'signedOut'; session: null }
  | { status: 'active'; session: Session }
  | { status: 'expired'; session: Session }

type Listener = () => void

/**
 * The one piece of state shared by the client and the screens: the client
 * learns that a session ended, the entry shows the dialog.
 */
class SessionStore {
  private state: SessionState = { status: 'signedOut', session: null }
  private readonly listeners = new Set<Listener>()

  read = (): SessionState => this.state

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** open begins or refreshes a session. */
  open(session: Session) {
    this.set({ status: 'active', session })
  }

  /** expire marks an open session as ended by the server. */
  expire() {
    if (this.state.status === 'active') this.set({ status: 'expired', session: this.state.session })
  }

  /** close forgets the session, after signing out. */
  close() {
    this.set({ status: 'signedOut', session: null })
  }

  private set(next: SessionState) {
    this.state = next
    for (const listener of this.listeners) listener()
  }
}

export const sessionStore = new SessionStore()
