import { today } from '@/shared/lib/dates'
import { ofParty, oldValue, picked } from './formsEnd'
import type { ActForm, Field, Look } from './spec'
import type { CaseView } from './wire'

const kinds = ['see', 'copy', 'correct', 'delete'] as const
const identities = ['paper', 'known', 'agent'] as const

/** Requests of people about their own data that wait for an answer. */
export const waitingRequests = (view: CaseView) => view.requests.filter((r) => !r.decision)

const chosen = ({ view, values }: Look) => view.requests.find((r) => r.id === values.request)
const unknown = (look: Look) => !chosen(look)?.identity
const named = (look: Look) => unknown(look) && look.values.identity !== 'unproven'
const corrects = (look: Look) => chosen(look)?.kind === 'correct' && look.values.decision !== 'refused'

// What may be corrected: the facts about the person who asks.
function factRefs(look: Look) {
  const id = chosen(look)?.party || String(look.values.party ?? '')
  return ofParty.map((f) => ({ value: `parties.${id}.${f}`, label: look.say('fact', f) }))
}

function newValue({ values }: Look): Field {
  const name = String(values.field ?? '').split('.')[2] ?? ''
  return picked[name] ?? { kind: name === 'bornOn' ? 'day' : 'text', name: 'new' }
}

/** A person's requests about their own data (个人信息保护法 44–50). */
export const dataForms: Record<string, ActForm> = {
  ask_data: {
    fields: () => [
      { kind: 'party', name: 'party', label: 'dataParty', need: true },
      { kind: 'choice', set: 'dataKind', of: kinds, name: 'kind', label: 'dataKind', need: true },
      { kind: 'choice', set: 'dataIdentity', of: identities, name: 'identity', label: 'dataIdentity', need: true },
      { kind: 'area', name: 'text', label: 'dataText', need: true, help: 'dataText' },
    ],
    start: ({ view }) => ({ party: view.parties[0]?.id }),
  },

  answer_data: {
    fields: (look) => [
      {
        kind: 'ref',
        of: ({ view, say }) =>
          waitingRequests(view).map((r) => ({
            value: r.id,
            label: `${say('dataKind', r.kind)} ${today(new Date(r.at))} ${r.text.slice(0, 30)}`,
          })),
        name: 'request',
        label: 'dataRequest',
        need: true,
      },
      {
        kind: 'choice',
        set: 'dataIdentity',
        of: [...identities, 'unproven'],
        name: 'identity',
        label: 'dataIdentity',
        need: true,
        help: 'dataIdentity',
        when: unknown,
      },
      { kind: 'party', name: 'party', label: 'dataParty', need: true, when: named },
      {
        kind: 'choice',
        set: 'dataDecision',
        of: ['granted', 'partly', 'refused'],
        name: 'decision',
        label: 'dataDecision',
        need: true,
        help: chosen(look)?.kind === 'delete' ? 'dataDelete' : undefined,
      },
      {
        kind: 'ref',
        of: factRefs,
        name: 'field',
        need: true,
        when: corrects,
      },
      { kind: 'text', name: 'old', always: true, help: 'old', when: corrects },
      { ...newValue(look), always: true, when: corrects },
      {
        kind: 'area',
        name: 'reason',
        label: 'dataReason',
        need: look.values.decision === 'partly' || look.values.decision === 'refused',
        help: 'dataReason',
      },
    ],
    start: ({ view }) => ({ request: waitingRequests(view)[0]?.id }),
    follow: (changed, { view }) =>
      typeof changed.field === 'string' ? { old: oldValue(view, changed.field), new: undefined } : undefined,
    idle: (view) => (waitingRequests(view).length > 0 ? undefined : 'noRequest'),
  },
}
