import { expect, test } from 'vitest'
import type { components } from '@/api/schema'
import type {
  Agreement,
  Assignment,
  CaseFacts,
  Clock,
  Counts,
  Happening,
  Party,
  Reckoning,
  Row,
  Session,
  Task,
  Visit,
} from './wire'

type Api = components['schemas']
// Never when the contract no longer gives what the screens read: the type check of this file fails then.
type Fits<Given, Read> = Given extends Read ? true : never

const fits: [
  Fits<Api['RowOut'], Row>,
  Fits<Api['TaskOut'], Task>,
  Fits<Api['CountsOut'], Counts>,
  Fits<Api['PartyOut'], Party>,
  Fits<Api['ReckoningOut'], Omit<Reckoning, 'clock'>>,
  Fits<Api['ClockOut'], Clock>,
  Fits<Api['Assignment'], Omit<Assignment, 'role'>>,
  Fits<Api['Session'], Session>,
  Fits<Api['Agreement'], Agreement>,
  Fits<Api['Visit'], Visit>,
  Fits<Api['Case'], CaseFacts>,
  Fits<Omit<Api['EventOut'], 'said'>, Omit<Happening, 'said'>>,
] = [true, true, true, true, true, true, true, true, true, true, true, true]

test('the contract gives what the screens read', () => {
  expect(fits).not.toContain(false)
})
