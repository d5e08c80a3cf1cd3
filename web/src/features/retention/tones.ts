import type { Tone } from '@/shared/tokens'

/** How a batch looks by where it stands. */
export const tones: Record<string, Tone> = {
  found: 'near',
  proposed: 'near',
  approved: 'paused',
  done: 'settled',
  refused: 'plain',
  withdrawn: 'plain',
}
