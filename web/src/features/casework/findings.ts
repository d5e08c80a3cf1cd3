import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '@/api/client'

/** Malware found in files one sent. */
export const findingsQuery = queryOptions({
  queryKey: ['findings'],
  queryFn: () => ask(api.GET('/api/findings', { params: { query: { mine: true } } })),
  staleTime: 60_000,
})

/** What was found in one's own files has been seen. */
export const toldFindings = () => ask(api.POST('/api/findings/told'))
