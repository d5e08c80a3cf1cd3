import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { choices, forms, groups } from './forms'
import { at, body, type Field, type Look, labelOf, type Values } from './spec'
import { told } from './told'
import type { CaseView } from './wire'

type Texts = { [key: string]: string | Texts }
const texts = (ns: string): Texts =>
  JSON.parse(readFileSync(new URL(`../../i18n/zh-CN/${ns}.json`, import.meta.url), 'utf8')) as Texts
const fields = texts('fields')
const words = texts('choices')
const acts = texts('acts')

const party = (id: string, role: string) => ({ id, role, kind: 'person', name: id, phone: '138****0000', address: 'x' })
const view = {
  case: {
    id: 'c',
    holder: 'o',
    handler: 'u',
    state: 'handling',
    nextStep: 'route',
    batch: '',
    title: 'old',
    people: 2,
    amountFen: 0,
  },
  version: 3,
  parties: [party('a', 'applicant'), party('b', 'respondent')],
  assignments: [],
  sessions: [{ id: 's', no: 1, state: 'planned', kind: 'panel', place: 'hall', mediators: ['u'] }],
  agreements: [{ id: 'g', state: 'draft', form: 'written', obligations: [], confirmations: [{ party: 'a' }] }],
  clocks: [],
  hazards: [],
  screenings: [],
  caucuses: [],
  reports: [],
  extensions: [],
  files: [],
  visits: [],
  requests: [],
  missing: [{ code: 'gate.no_visit', text: '' }],
  contents: [],
  acts: [
    { act: 'triage', ok: true },
    { act: 'assign', ok: true },
    { act: 'close', ok: true },
    { act: 'confide', ok: false, lack: 'role', need: ['head'] },
  ],
  units: { o: 'office' },
  people: { u: 'Wang' },
} as unknown as CaseView

const codes = { name: (_: string, code: string) => `name of ${code}`, options: () => [], ready: true }
const me = { id: 'u', name: 'Wang', role: 'mediator', unit: 'o', unitName: 'office', mediates: true }
const look = (values: Values = {}): Look => ({ view, me, values, codes, say: (set, code) => `${set}.${code}` })
const form = (act: string) => {
  const found = forms[act]
  if (!found) throw new Error(act)
  return found
}
const everyField = (act: string): Field[] => [...form(act).fields(look({ field: 'title' }))]

test('every act has a name, a hint and a group, and is an act of the API', () => {
  const named = Object.keys(acts.name as Texts)
  const go = readFileSync(new URL('../../../../internal/access/rules.go', import.meta.url), 'utf8')
  for (const act of Object.keys(forms)) {
    expect(named).toContain(act)
    expect(Object.keys(acts.hint as Texts)).toContain(act)
    expect(Object.values(groups).flat()).toContain(act)
    expect(go).toContain(`Act = "${act}"`)
  }
})

test('every input has its words', () => {
  for (const act of Object.keys(forms))
    for (const field of everyField(act)) {
      expect(Object.keys(fields.label as Texts), `${act} ${field.name}`).toContain(labelOf(field))
      if (field.help) expect(Object.keys(fields.help as Texts)).toContain(field.help)
      if (field.kind === 'choice')
        for (const one of field.of) expect(Object.keys(words[field.set] as Texts), field.set).toContain(one)
    }
})

test('a body has what the API asks for, and nothing that was left empty', () => {
  const panel = { kind: 'ordinary', at: '2026-03-15T09:30', place: ' hall ', mediators: ['u'], chair: 'left over' }
  expect(body(form('plan_session'), look(panel))).toEqual({
    kind: 'ordinary',
    at: '2026-03-15T09:30:00+08:00',
    place: 'hall',
    mediators: ['u'],
    invited: [],
    separate: false,
    open: false,
  })
  expect(body(form('assign'), look({ lead: { id: 'o2', name: 'x' }, goal: 'g', leader: 'l' }))).toEqual({
    lead: 'o2',
    goal: 'g',
    leader: 'l',
  })
})

test('a corrected amount goes as text, and its old value comes from the case', () => {
  const change = { field: 'amountFen', old: '0', new: 120000, reason: 'r' }
  expect(body(form('correct'), look(change))).toEqual({ field: 'amountFen', old: '0', new: '120000', reason: 'r' })
  expect(form('correct').follow?.({ field: 'title' }, look())).toMatchObject({ old: 'old' })
  expect(form('correct').follow?.({ field: 'parties.a.phone' }, look())).toEqual({ old: undefined, new: undefined })
})

test('only who has not confirmed can confirm', () => {
  const field = everyField('confirm_party').find((f) => f.name === 'party')
  expect(field?.kind === 'party' && field.of?.(look())).toEqual(['b'])
  expect(form('confirm_party').start?.(look())).toMatchObject({ party: 'b', way: 'paper' })
})

test('what the step asks for comes first; what cannot be done says why', () => {
  expect(choices(view).now.map((c) => c.act)).toEqual(['triage', 'assign'])
  const sorted = { ...view, case: { ...view.case, batch: 'active' } }
  expect(choices(sorted).now.map((c) => c.act)).toEqual(['assign', 'triage'])
  expect(choices(view).all).toContainEqual({ act: 'close', ok: false, idle: 'gate' })
  expect(choices(view).all).toContainEqual({ act: 'confide', ok: false, lack: 'role', need: ['head'] })
})

test('the story reads a record by its form', () => {
  const said = { reason: 'no_agreement', routes: ['court', 'police'], note: '' }
  const lines = told('fail', said, look(said), (key) => key, 'en')
  expect(lines.map((l) => l.label)).toEqual(['reason', 'routes'])
  expect(lines[0]?.text).toBe('name of no_agreement')
  expect(lines[1]?.text).toContain('name of police')
  expect(at({ party: { name: 'n' } }, 'party.name')).toBe('n')
})

test('a committee begins with itself, its head and the one who fills it in', () => {
  const start = form('assign').start?.(look())
  expect(start).toMatchObject({ lead: { id: 'o', name: 'office' } })
  const team = [
    { id: 'h', name: 'Li', roles: ['head'] },
    { id: 'u', name: 'Wang', roles: ['mediator'] },
  ]
  expect(form('assign').suggest?.(look({ lead: { id: 'o', name: '' } }), team)).toEqual({ leader: 'Li', handler: 'u' })
  expect(form('assign').suggest?.(look({ lead: { id: 'x', name: '' } }), team)).toEqual({
    leader: 'Li',
    handler: undefined,
  })
})

test('a decision is told whether it was yes or no', () => {
  const said = { granted: false, note: 'n' }
  const lines = told('decide_extension', said, look(said), (key) => key, 'en')
  expect(lines).toContainEqual({ label: 'granted', text: 'granted.no' })
})

test('an answer about own data needs a reason once it is not a yes', () => {
  const asked = {
    ...view,
    requests: [{ id: 'r', kind: 'see', party: 'a', identity: 'paper', text: 'x', at: '2026-03-01T20:00:00Z' }],
  } as unknown as CaseView
  const field = (name: string, decision?: string) =>
    form('answer_data')
      .fields({ ...look({ request: 'r', decision }), view: asked })
      .find((f) => 'name' in f && f.name === name)
  const needed = [undefined, 'granted', 'partly', 'refused'].map((decision) => field('reason', decision))
  expect(needed.map((f) => Boolean(f && 'need' in f && f.need))).toEqual([false, false, true, true])
  const request = field('request')
  const options = request?.kind === 'ref' ? request.of({ ...look(), view: asked }) : []
  // The day is that of the county, not that of the instant in UTC.
  expect(options.map((o) => o.label)).toEqual(['dataKind.see 2026-03-02 x'])
})
