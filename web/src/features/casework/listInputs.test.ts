import { expect, test } from 'vitest'
import { handedOver } from './listInputs'

test('a file that is handed over goes without what only the form knows; one the case has goes by its id', async () => {
  const sent = await handedOver({ file: { name: 'a.jpg', digest: 'd', unscanned: true }, note: 'n' })
  expect(sent).toEqual({ file: { name: 'a.jpg', digest: 'd' }, note: 'n' })
  expect(await handedOver({ file: '0190-file', party: 'p' })).toEqual({ file: '0190-file', party: 'p' })
  expect(await handedOver({ party: 'p' })).toEqual({ party: 'p' })
})
