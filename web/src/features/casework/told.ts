import { type DayText, dayText } from '@/shared/lib/dates'
import { moneyText } from '@/shared/lib/money'
import { dutyRefs } from './agreement'
import { forms } from './forms'
import { caucusRefs } from './formsCaucus'
import { voiceRefs } from './formsEnd'
import { unnamedRefs } from './formsNaming'
import { reportRefs } from './formsSafety'
import { partyName } from './people'
import { at, type Field, type Look, labelOf, type Values } from './spec'

/** A line of what was said in an act: the name of the field and the words. */
export interface Told {
  label: string
  text: string
}

const otherCase: readonly Field[] = [
  { kind: 'case', name: 'case' },
  { kind: 'area', name: 'reason' },
]

// What is not typed into a form of this feature, described as if it were.
const others: Record<string, readonly Field[]> = {
  reveal: [
    { kind: 'party', name: 'party' },
    { kind: 'area', name: 'reason' },
  ],
  quarantine: [
    {
      kind: 'ref',
      name: 'file',
      label: 'file',
      of: ({ view }) => view.files.map((f) => ({ value: f.id, label: f.name })),
    },
    { kind: 'text', name: 'malware' },
    { kind: 'text', name: 'digest', label: 'fileDigest' },
  ],
  hear: [
    { kind: 'choice', set: 'voice', of: [], name: 'kind', label: 'voice' },
    { kind: 'area', name: 'text' },
  ],
  register: [{ kind: 'area', name: 'facts' }],
  absorb: otherCase,
  release: otherCase,
}

// A form offers only what can still be chosen; the record also names what was done since.
function refName(field: Field & { kind: 'ref' }, value: string, look: Look): string {
  const done = [
    ...dutyRefs('open', 'performed', 'breached', 'released')(look),
    ...voiceRefs(look.view.voices, look),
    ...reportRefs(look.view.reports, look),
    ...caucusRefs(look),
    ...unnamedRefs(look),
  ]
  const all = [...field.of(look), ...done]
  return all.find((r) => r.value === value)?.label ?? look.view.units[value] ?? ''
}

const wordsOf = (v: unknown): string => (typeof v === 'string' || typeof v === 'number' ? String(v) : '')

function one(field: Field, value: unknown, look: Look, days: DayText): string {
  const text = wordsOf(value)
  switch (field.kind) {
    case 'choice':
      return look.say(field.set, text)
    case 'either':
      return look.say(field.set, value === true ? 'yes' : 'no')
    case 'code':
      return look.codes.name(field.list, text)
    case 'party':
      return partyName(look.view, text)
    case 'org':
      return look.view.units[text] ?? ''
    case 'person':
      return look.view.people[text] ?? ''
    case 'ref':
      return refName(field, text, look)
    case 'case':
      return look.view.tied.find((c) => c.id === text)?.no ?? ''
    case 'day':
      return days.short(text)
    case 'instant':
      return days.instant(text)
    case 'money':
      return moneyText(Number(value))
    case 'check':
    case 'room': // its name stands as the place
      return ''
    case 'upload':
      return wordsOf((value as Values).name)
    case 'obligations': {
      const o = value as Values
      const sum = o.kind === 'pay' ? moneyText(Number(o.amountFen ?? 0)) : ''
      return [
        partyName(look.view, wordsOf(o.debtor)),
        sum,
        wordsOf(o.what),
        o.dueOn ? days.short(wordsOf(o.dueOn)) : '',
      ]
        .filter(Boolean)
        .join(' ')
    }
    default:
      return text
  }
}

// Clauses and duties stand one below the other, names in a row.
const isLong = (field: Field) => field.kind === 'lines' || field.kind === 'obligations'
const listed = (texts: string[], lang: string) => new Intl.ListFormat(lang, { style: 'narrow' }).format(texts)

/**
 * told reads the record of an act by the description of its form, so that an
 * input and its reading can't drift apart. Inputs left empty say nothing.
 */
export function told(act: string, said: Values, look: Look, label: (key: string) => string, lang: string): Told[] {
  const days = dayText(lang)
  const fields = forms[act]?.fields({ ...look, values: said }) ?? others[act] ?? []
  const lines: Told[] = []
  for (const field of fields) {
    const value = at(said, field.name)
    if (value === undefined || value === null || value === '') continue
    if (value === false && field.kind !== 'either') continue
    const texts = (Array.isArray(value) ? value : [value]).map((v) => one(field, v, look, days)).filter(Boolean)
    const name = label(labelOf(field))
    if (field.kind === 'check') lines.push({ label: name, text: '' })
    else if (texts.length > 0) lines.push({ label: name, text: isLong(field) ? texts.join('\n') : listed(texts, lang) })
  }
  return lines
}
