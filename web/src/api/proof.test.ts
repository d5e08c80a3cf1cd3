import { afterEach, expect, test, vi } from 'vitest'
import { proofStore, send } from './proof'

const problem = (status: number, code: string) =>
  new Response(JSON.stringify({ code }), { status, headers: { 'Content-Type': 'application/problem+json' } })

afterEach(() => {
  vi.unstubAllGlobals()
})

// Answers one after another; what was sent is kept.
function answering(...answers: Response[]) {
  const sent: string[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(`${request.method} ${request.headers.get('Idempotency-Key')} ${await request.text()}`)
    return answers.shift()
  })
  return sent
}

const command = () =>
  new Request('http://localhost/api/posts', { method: 'POST', body: 'all of it', headers: { 'Idempotency-Key': 'k' } })

test('an act that needs a proof waits for it and goes out again as it was', async () => {
  const sent = answering(problem(403, 'identity.proof_needed'), new Response('done'))
  const answer = send(command())
  await vi.waitFor(() => expect(proofStore.asked()).toBe(true))
  proofStore.end(true)
  expect(await (await answer).text()).toBe('done')
  expect(sent).toEqual(['POST k all of it', 'POST k all of it'])
})

test('whoever thinks better of it gets the refusal', async () => {
  answering(problem(403, 'identity.proof_needed'))
  const answer = send(command())
  await vi.waitFor(() => expect(proofStore.asked()).toBe(true))
  proofStore.end(false)
  expect((await answer).status).toBe(403)
  expect(proofStore.asked()).toBe(false)
})

test('a request whose cookie a proof has replaced goes out again; others stay refused', async () => {
  const sent = answering(problem(401, 'identity.signed_out'), new Response('done'), problem(401, 'identity.signed_out'))
  const fetch = globalThis.fetch
  vi.stubGlobal('fetch', async (request: Request) => {
    if (sent.length === 0) proofStore.end(true)
    return fetch(request)
  })
  expect((await send(command())).status).toBe(200)
  expect((await send(command())).status).toBe(401)
  expect(sent.length).toBe(3)
})
