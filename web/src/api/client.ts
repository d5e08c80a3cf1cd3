import createClient, { type Middleware } from 'openapi-fetch'
import { asProblem, toProblem } from './problem'
import { send } from './proof'
import type { paths } from './schema'
import { sessionStore } from './sessionStore'

/** What every request says besides its own content. */
let language = 'zh-CN'

/** speak sets the language the server answers in. */
export function speak(lang: string) {
  language = lang
}

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', language)
    if (!reads.has(request.method) && !request.headers.has('Idempotency-Key'))
      request.headers.set('Idempotency-Key', newKey())
    return request
  },
  // A session that ended under an open page: the page stays as it is, the
  // sign-in dialog opens over it (entry/Entry.tsx). Asking whether there is a
  // session, and signing in itself, are answered to whoever asked.
  onResponse({ request, response }) {
    const { pathname } = new URL(request.url)
    if (response.status === 401 && pathname !== '/api/session') sessionStore.expire()
  },
}

/** The typed client of the contract. Wrap calls in `ask` to get data or a Problem. */
export const api = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? 'http://localhost' : location.origin,
  fetch: send,
})
api.use(manners)

/** The shape of every call of `api`. */
type Answer<T> = Promise<{ data?: T; error?: unknown; response: Response }>

/**
 * ask waits for a call of `api` and returns its data; it throws a Problem when
 * the answer is a failure or none came. Use it in every queryFn and submit:
 *
 *   ask(api.GET('/api/cases/{id}', { params: { path: { id } } }))
 */
export async function ask<T>(call: Answer<T>): Promise<T> {
  let answer: Awaited<Answer<T>>
  try {
    answer = await call
  } catch (error) {
    throw toProblem(error)
  }
  if (!answer.response.ok) throw asProblem(answer.error, answer.response)
  return answer.data as T
}

/**
 * lines sends a command whose answer comes line by line, one JSON object each,
 * and gives each to `each` as it arrives; it throws a Problem when there is none.
 */
export async function lines<T>(path: string, headers: CommandHeaders, each: (line: T) => void): Promise<void> {
  let response: Response
  try {
    response = await send(
      new Request(path, {
        method: 'POST',
        headers: { ...headers, 'Accept-Language': language, 'Content-Type': 'application/json' },
      }),
    )
  } catch (error) {
    throw toProblem(error)
  }
  if (response.status === 401) sessionStore.expire()
  if (!response.ok || !response.body) throw asProblem(await response.json().catch(() => null), response)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read().catch((error) => {
      throw toProblem(error)
    })
    const whole = (rest + (value ?? '')).split('\n')
    rest = done ? '' : (whole.pop() ?? '')
    for (const line of whole) if (line) each(JSON.parse(line) as T)
    if (done) return
  }
}

/** Headers of a command, to be passed as `params.header`. */
export interface CommandHeaders {
  'Idempotency-Key': string
  'If-Match'?: string
}

/**
 * command makes the headers of a write: `key` stays the same while one submit
 * is tried again, `version` is that of the thing as the person saw it.
 */
export function command(key: string, version?: number): CommandHeaders {
  return version === undefined ? { 'Idempotency-Key': key } : { 'Idempotency-Key': key, 'If-Match': `"${version}"` }
}

/** newKey returns a fresh UUID, also where randomUUID is withheld (plain http on a LAN). */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
