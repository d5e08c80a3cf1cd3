import { expect, test } from 'vitest'
import { Problem } from '@/api/problem'
import { type Arrived, sendFile } from './sending'

const most = 1 << 20

/** A server behind a line that breaks as often as `luck` says, before or after the part has arrived. */
function server(size: number, luck: () => number) {
  let kept = new Uint8Array()
  let calls = 0
  const state = (): Arrived => ({ got: kept.length, part: most, done: false })
  const line = () => {
    calls++
    if (luck() < 0.2) throw new Problem({ status: luck() < 0.5 ? 0 : 503, code: 'x', retryAfter: 1 })
  }
  return {
    kept: () => kept,
    calls: () => calls,
    wire: {
      async begin() {
        line()
        return state()
      },
      async part(at: number, bytes: Blob) {
        line()
        if (at === kept.length) {
          const more = new Uint8Array(await bytes.arrayBuffer())
          const come = more.subarray(0, luck() < 0.2 ? more.length / 2 : more.length)
          const all = new Uint8Array(kept.length + come.length)
          all.set(kept)
          all.set(come, kept.length)
          kept = all
        }
        line()
        return state()
      },
      async finish() {
        line()
        if (kept.length < size) throw new Problem({ status: 409, code: 'blob.upload_incomplete' })
        return 'kept'
      },
    },
  }
}

function seeded(seed: number) {
  let s = seed
  return () => {
    s = (s * 1103515245 + 12345) % 2147483648
    return s / 2147483648
  }
}

const manners = { rest: async () => undefined, now: () => 0, onChange: () => undefined }

test('whatever breaks, the file arrives whole', async () => {
  const bytes = new Uint8Array(600_000).map((_, i) => i % 251)
  for (let seed = 1; seed <= 8; seed++) {
    const s = server(bytes.length, seeded(seed))
    expect(await sendFile(new Blob([bytes]), s.wire, manners)).toBe('kept')
    expect(Buffer.compare(Buffer.from(s.kept()), Buffer.from(bytes))).toBe(0)
  }
})

test('a refusal ends it, and waiting grows with every break', async () => {
  const s = server(10, () => 1)
  const refusal = new Problem({ status: 422, code: 'blob.type' })
  const file = new Blob(['0123456789'])
  await expect(sendFile(file, { ...s.wire, finish: () => Promise.reject(refusal) }, manners)).rejects.toBe(refusal)
  const waits: number[] = []
  let left = 8
  const begin = async () => {
    if (left-- > 0) throw new TypeError('no line')
    return s.wire.begin()
  }
  const rest = async (ms: number) => {
    waits.push(ms)
  }
  await sendFile(file, { ...s.wire, begin }, { ...manners, rest })
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
})

test('what arrived garbled is sent once more, not for ever', async () => {
  let tries = 0
  const s = server(4, () => 1)
  const finish = async () => {
    tries++
    throw new Problem({ status: 409, code: 'blob.upload_garbled' })
  }
  await expect(sendFile(new Blob(['abcd']), { ...s.wire, finish }, manners)).rejects.toThrow('blob.upload_garbled')
  expect(tries).toBe(2)
})
