import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { SearchEntry } from '@/shared/feature'

/** useSuggestions asks for what the words find; an answer nobody waits for any more is called off. */
export function useSuggestions(entry: SearchEntry, asked: string, on: boolean) {
  return useQuery({
    queryKey: ['suggest', entry.to, asked],
    queryFn: ({ signal }) => entry.suggest(asked, signal),
    enabled: on && asked !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    // Names of people: not kept longer than the search takes.
    gcTime: 60_000,
  })
}

/** What useSuggestions gives. */
export type Suggestions = ReturnType<typeof useSuggestions>
