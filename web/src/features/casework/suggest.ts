import { api, ask } from '@/api/client'
import type { SearchHit } from '@/shared/feature'

/** What words find first, each with where they stand in it; for the search of the top bar. */
export async function suggestCases(text: string, signal: AbortSignal): Promise<{ hits: SearchHit[]; more: boolean }> {
  const { items, more } = await ask(api.GET('/api/cases/suggest', { params: { query: { text } }, signal }))
  const hits = items.map((item) => ({
    key: item.id,
    to: '/cases/$id',
    params: { id: item.id },
    group: `casework:found.group.${item.group}`,
    title: item.title,
    aside: item.no,
    state: item.state,
    sealed: item.confidential,
    notes: item.found.map((f) => ({ label: `casework:found.in.${f.in}`, text: f.text })),
  }))
  return { hits, more }
}
