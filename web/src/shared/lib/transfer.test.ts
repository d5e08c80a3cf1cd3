import { afterEach, expect, test, vi } from 'vitest'
import { settled, startTransfer } from './transfer'

const server = vi.hoisted(() => ({ finishes: 0, takes: 0 }))

vi.mock('@/api/client', () => ({
  newKey: () => '0192f000-0000-7000-8000-000000000001',
  ask: (answer: Promise<unknown>) => answer,
  api: {
    PUT: async () => ({ got: 0, part: 1 << 20, done: false }),
    POST: async (path: string, { signal }: { signal: AbortSignal }) => {
      if (!path.endsWith('/finish')) return { got: 4, part: 1 << 20, done: false }
      server.finishes++
      return new Promise((resolve, reject) => {
        setTimeout(() => resolve({ name: 'a.txt' }), server.takes)
        signal.addEventListener('abort', () => reject(new TypeError('aborted')))
      })
    },
  },
}))
vi.mock('./outbox', () => ({ outbox: { put: async () => undefined, get: async () => undefined } }))

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a server that looks at a file for minutes is waited for', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  server.takes = 4 * 60_000
  const id = startTransfer(new File(['abcd'], 'a.txt', { type: 'text/plain' }))
  await vi.waitFor(() => expect(server.finishes).toBe(1))
  await vi.advanceTimersByTimeAsync(server.takes)
  expect(server.finishes).toBe(1)
  expect(await settled(id)).toEqual({ name: 'a.txt' })
})
