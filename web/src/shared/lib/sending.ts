import { type Problem, toProblem } from '@/api/problem'

/** What the server has of a file on its way. */
export interface Arrived {
  got: number
  part: number
  done: boolean
}

/** The calls of one upload; each may fail, and each may be made again. */
export interface Wire<Out> {
  begin: () => Promise<Arrived>
  part: (at: number, bytes: Blob) => Promise<Arrived>
  finish: () => Promise<Out>
}

interface Manners {
  /** Waits so many milliseconds, or less when there is reason to hope earlier. */
  rest: (ms: number) => Promise<void>
  now: () => number
  /** Told of every byte count that has arrived, and of a break (true), which ends when something arrives. */
  onChange: (got: number, broken: boolean) => void
}

const least = 32 << 10
const brisk = 2000
const longest = 30_000
const answers = new Set([0, 401, 408, 425, 429])

/** passing is whether the same may succeed later: no answer, a session to be renewed, a server too busy or away. */
export function passing(problem: Problem): boolean {
  return answers.has(problem.status) || problem.status >= 500
}

/**
 * sendFile brings a file to the server over a line that breaks: from where the
 * server says it stands, in parts that grow while the line is quick and shrink
 * when it breaks, and after every break again, later each time. It ends with
 * the file, or with a Problem that trying again would not mend.
 */
export async function sendFile<Out>(file: Blob, wire: Wire<Out>, { rest, now, onChange }: Manners): Promise<Out> {
  let size = 256 << 10
  let breaks = 0
  let garbled = 0
  for (;;) {
    try {
      let at = await wire.begin()
      while (!at.done && at.got < file.size) {
        const from = at.got
        if (breaks === 0) onChange(from, false)
        const began = now()
        at = await wire.part(from, file.slice(from, from + Math.min(size, at.part)))
        breaks = 0
        onChange(at.got, false)
        if (now() - began < brisk) size = Math.min(size * 2, at.part)
      }
      onChange(file.size, false)
      return await wire.finish()
    } catch (error) {
      const problem = toProblem(error)
      if (problem.code === 'blob.upload_garbled' && garbled++ < 1) continue
      if (!passing(problem)) throw problem
      onChange(-1, true)
      size = Math.max(least, size / 2)
      const wait = Math.min(longest, 1000 * 2 ** Math.min(breaks++, 5))
      await rest(problem.retryAfter ? problem.retryAfter * 1000 : wait)
    }
  }
}
