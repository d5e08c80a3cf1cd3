import { asProblem } from './problem'
import { send } from './proof'

/** fetchFile fetches a file with the name the server gives it; name is for when it gives none. */
export async function fetchFile(path: string, language: string, name: string): Promise<{ file: Blob; name: string }> {
  const answer = await send(new Request(path, { headers: { 'Accept-Language': language } }))
  if (!answer.ok) throw asProblem(await answer.json().catch(() => null), answer)
  // The name is UTF-8 in the RFC 5987 form.
  const m = /filename\*=utf-8''([^;]+)/i.exec(answer.headers.get('Content-Disposition') ?? '')
  return { file: await answer.blob(), name: m?.[1] ? decodeURIComponent(m[1]) : name }
}
