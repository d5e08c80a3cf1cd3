import { useTranslation } from 'react-i18next'
import type { Tone } from '../tokens'
import { ToneTag } from './Tones'

const tones: Record<string, Tone> = {
  draft: 'plain',
  reported: 'plain',
  accepted: 'plain',
  assigned: 'plain',
  handling: 'plain',
  settled: 'settled',
  performing: 'settled',
  closed: 'settled',
  archived: 'plain',
  declined: 'paused',
  merged: 'plain',
  withdrawn: 'paused',
  failed: 'paused',
  referred: 'plain',
  reopened: 'near',
}

/** The state of a case (casework states), in the reader's words; an unknown state is shown as it is. */
export function StateTag({ state }: { state: string }) {
  const { t, i18n } = useTranslation()
  const key = `states:${state}`
  return <ToneTag tone={tones[state] ?? 'plain'}>{i18n.exists(key) ? t(key) : state}</ToneTag>
}
