import { expect, test } from 'vitest'
import {
  fileOf,
  forDraft,
  type ImmediateValues,
  packFile,
  type RegisterValues,
  toImmediate,
  toRegister,
} from './values'

const told: RegisterValues = {
  facts: 'f',
  cause: '1001',
  channel: 'visit',
  title: '',
  region: { id: '370285001001', name: 'r' },
  parties: [
    { role: 'applicant', kind: 'person', name: 'a', phone: '', sex: '1', legalRep: 'x' },
    { role: 'respondent', kind: 'organisation', name: 'b', sex: '2', idNumber: '91350100M000100Y43', legalRep: 'y' },
  ],
}

test('a photo carries what the API wants to know of it', () => {
  const id = packFile({ digest: 'd', type: 'image/jpeg', size: 12 })
  expect(fileOf({ id, name: 'n.jpg' })).toEqual({
    digest: 'd',
    name: 'n.jpg',
    type: 'image/jpeg',
    size: 12,
    kind: 'photo',
  })
  expect(forDraft({ files: [{ id, name: 'n.jpg', url: 'blob:1' }] }).files).toEqual([{ id, name: 'n.jpg' }])
})

test('empty fields and fields of the other kind of party are not sent', () => {
  const input = toRegister(told)
  expect(input.region).toBe('370285001001')
  expect('title' in input).toBe(false)
  expect('files' in input).toBe(false)
  expect(input.parties).toEqual([
    { role: 'applicant', kind: 'person', name: 'a', sex: '1' },
    { role: 'respondent', kind: 'organisation', name: 'b', idNumber: '91350100M000100Y43', legalRep: 'y' },
  ])
})

const onTheSpot: ImmediateValues = {
  register: told,
  session: { mediators: ['m'], absent: ['1'], rightsTold: true, record: 'r', outcome: 'agreed' },
  agreement: {
    terms: [' one ', ''],
    obligations: [
      { debtor: '1', creditor: '0', kind: 'pay', amountFen: 5000, done: true },
      { debtor: '0', kind: 'act', what: 'w', dueOn: '2026-12-01' },
    ],
  },
  settled: true,
}

test('parties of an immediate mediation are named by their place', () => {
  const input = toImmediate(onTheSpot, new Date(0), '2026-11-24')
  expect(input.session.present).toEqual(['0'])
  expect('absent' in input.session).toBe(false)
  expect(input.agreement.terms).toEqual(['one'])
  expect(input.agreement.obligations).toEqual([
    {
      debtor: '1',
      creditor: '0',
      kind: 'pay',
      amountFen: 5000,
      what: '',
      dueOn: '2026-11-24',
      doneOn: '2026-11-24',
    },
    { debtor: '0', kind: 'act', what: 'w', dueOn: '2026-12-01' },
  ])
})

test('without an agreement no terms and no word of the parties are sent', () => {
  const input = toImmediate({ ...onTheSpot, session: { ...onTheSpot.session, outcome: 'failed' } }, new Date(0), 'x')
  expect(input.settled).toBe(false)
  expect(input.agreement.terms).toEqual([])
  expect('obligations' in input.agreement).toBe(false)
})
