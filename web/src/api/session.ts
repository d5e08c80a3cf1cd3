import { useSyncExternalStore } from 'react'
import { api, ask } from './client'
import { Problem } from './problem'
import { proofStore } from './proof'
import type { components } from './schema'
import { type Post, type Session, type SessionState, sessionStore } from './sessionStore'

export type { Post, Session, SessionState } from './sessionStore'

/** One signed-in browser of the current user. */
export type SessionInfo = Awaited<ReturnType<typeof listSessions>>['items'][number]

/** useSessionState re-renders when the session opens, expires or closes. */
export function useSessionState(): SessionState {
  return useSyncExternalStore(sessionStore.subscribe, sessionStore.read)
}

/** useSession is for screens inside the console, where somebody is signed in. */
export function useSession(): Session {
  const { session } = useSessionState()
  if (!session) throw new Error('useSession outside a session')
  return session
}

/** actingPost is the post the user acts for, undefined for someone without posts. */
export function actingPost(session: Session): Post | undefined {
  return session.posts.find((p) => p.id === session.actingPostId)
}

/** may says whether the session holds permission; no permission is needed for undefined. */
export function may(session: Session, permission: string | undefined): boolean {
  return permission === undefined || session.permissions.includes(permission)
}

/** loadSession asks who is signed in; nobody is not a failure. */
export async function loadSession(): Promise<void> {
  try {
    sessionStore.open(await ask(api.GET('/api/session')))
  } catch (error) {
    if (!(error instanceof Problem && error.status === 401)) throw error
  }
}

/** signIn begins a session; `code` is '' unless the server asked for one (identity.code_needed). */
export async function signIn(username: string, password: string, code: string): Promise<Session> {
  const session = await ask(api.POST('/api/session', { body: { username, password, ...(code ? { code } : {}) } }))
  sessionStore.open(session)
  return session
}

export async function signOut(): Promise<void> {
  await ask(api.DELETE('/api/session'))
  sessionStore.close()
}

/** actFor switches the post the user acts for. */
export async function actFor(postId: string): Promise<void> {
  sessionStore.open(await ask(api.PUT('/api/session/acting', { body: { postId } })))
}

/** changePassword replaces the password and reads the session again, which drops the duty to change. */
export async function changePassword(old: string, fresh: string): Promise<void> {
  await ask(api.PUT('/api/me/password', { body: { old, new: fresh } }))
  await loadSession()
}

/** prove shows again who works here, and lets what waited for it go on. */
export async function prove(password: string, code: string): Promise<void> {
  await ask(api.POST('/api/session/proof', { body: { password, ...(code ? { code } : {}) } }))
  proofStore.end(true)
}

/** What an authenticator app needs to know. */
export type Enrolment = components['schemas']['EnrolmentOut']

export const getFactor = () => ask(api.GET('/api/me/factor'))
export const beginFactor = (): Promise<Enrolment> => ask(api.POST('/api/me/factor'))
export const confirmFactor = async (code: string): Promise<string[]> =>
  (await ask(api.POST('/api/me/factor/confirm', { body: { code } }))).codes
export const renewRecovery = async (): Promise<string[]> => (await ask(api.POST('/api/me/factor/recovery'))).codes
export const removeFactor = async (): Promise<void> => {
  await ask(api.DELETE('/api/me/factor'))
}

export function listSessions() {
  return ask(api.GET('/api/me/sessions'))
}

export async function endSession(id: string): Promise<void> {
  await ask(api.DELETE('/api/me/sessions/{id}', { params: { path: { id } } }))
}
