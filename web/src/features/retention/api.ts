import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '@/api/client'
import type { components } from '@/api/schema'

export type Batch = components['schemas']['BatchOut']
export type BatchItem = components['schemas']['BatchItemOut']
export type Ending = components['schemas']['EndingOut']

export const keys = { all: ['retention'] as const }

/** What was found, proposed and destroyed, the newest first. */
export const batches = queryOptions({
  queryKey: [...keys.all, 'batches'],
  queryFn: async () => (await ask(api.GET('/api/retention/batches'))).items ?? [],
})

/** Files whose time of keeping ends by a day. */
export const listEnding = (by: string) => ask(api.GET('/api/retention/ending', { params: { query: { by } } }))

/** One batch with its files. */
export const getBatch = (id: string) => ask(api.GET('/api/retention/batches/{id}', { params: { path: { id } } }))

/** Puts files before a second person. */
export const propose = (cases: string[], reason: string) =>
  ask(api.POST('/api/retention/batches', { body: { cases, reason } }))

/** What can be done to a batch. */
export type Step = 'propose' | 'approve' | 'refuse' | 'withdraw'

/** Does one step to a batch as it was read. */
export function stepBatch(batch: Batch, step: Step, words: string, without: string[] = []): Promise<Batch> {
  const params = { path: { id: batch.id } }
  const { version } = batch
  if (step === 'withdraw') return ask(api.POST('/api/retention/batches/{id}/withdraw', { params, body: { version } }))
  if (step === 'propose')
    return ask(api.POST('/api/retention/batches/{id}/propose', { params, body: { version, reason: words, without } }))
  return ask(
    api.POST('/api/retention/batches/{id}/decide', {
      params,
      body: { version, approve: step === 'approve', note: words },
    }),
  )
}

/** Where the certificate of a batch is printed. */
export const certificate = (id: string) => `/api/retention/batches/${id}/certificate.pdf`

/** The entries of the code lists that name kinds and periods. */
export async function getNames() {
  return (await ask(api.GET('/api/codes', { params: { query: { lists: 'gb31000_category,retention' } } }))).lists
}
