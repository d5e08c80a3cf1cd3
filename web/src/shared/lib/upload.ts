import { api, ask } from '@/api/client'
import type { components } from '@/api/schema'

/** A file handed over, to be named in a command. */
export type Uploaded = Omit<components['schemas']['FileInput'], 'kind'>

// The contract leaves uploads out: the body is a file, not JSON.
type Raw = (
  method: string,
  path: string,
  init: { body: FormData },
) => Promise<{ data?: Uploaded; error?: unknown; response: Response }>

/** upload hands a file over; it hangs on nothing until a command names it. */
export function upload(file: File): Promise<Uploaded> {
  const body = new FormData()
  body.append('file', file)
  return ask((api.request as unknown as Raw)('post', '/api/files', { body })) as Promise<Uploaded>
}
