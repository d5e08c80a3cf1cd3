import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { sources } from './sources.testutil'

const all = sources()
const isTest = (path: string) => /\.(test|testutil)\./.test(path)
const code = all.filter((s) => /\.tsx?$/.test(s.path) && !isTest(s.path))

// Where a file stands: api < i18n, shared < features < app < entry. A feature is a floor of its own.
function floor(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'features' && second.includes('.') === false ? `features/${second}` : first
}

const below: Record<string, string[]> = {
  api: [],
  i18n: [],
  shared: ['api'],
  features: ['api', 'shared', 'i18n'],
  app: ['api', 'shared', 'i18n', 'features'],
  entry: ['api', 'shared', 'i18n', 'app'],
}

test('imports go down only, and never from feature to feature', () => {
  const wrong: string[] = []
  for (const { path, text } of code) {
    const here = floor(path)
    const allowed = below[here.split('/')[0] ?? '']
    if (!allowed) continue
    for (const m of text.matchAll(/(?:from|import)\s*\(?\s*['"]((?:\.|@\/)[^'"]+)['"]/g)) {
      const target = m[1] ?? ''
      const to = floor(target.startsWith('@/') ? target.slice(2) : posix.join(posix.dirname(path), target))
      if (to !== here && !allowed.includes(to.split('/')[0] ?? '')) wrong.push(`${path} imports ${target}`)
    }
  }
  expect(wrong).toEqual([])
})

test('people read catalogues, not source: no text in TSX', () => {
  const found: string[] = []
  for (const { path, text } of all.filter((s) => /\.tsx?$/.test(s.path) && !isTest(s.path))) {
    if (path === 'shared/lib/dateWords.ts' || path === 'shared/lib/dates.ts' || path === 'shared/lib/money.ts') continue
    const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
    for (const m of bare.matchAll(/[\u4e00-\u9fff]+/g)) found.push(`${path}: ${m[0]}`)
    if (!path.endsWith('.tsx')) continue
    // Words between tags, and words in attributes people see or hear.
    for (const m of bare.matchAll(/<\/?[A-Za-z][^<>]*[^=<>]>\s*([A-Za-z][A-Za-z ,.'’]{2,})\s*<\//g))
      found.push(`${path}: ${m[1]}`)
    for (const m of bare.matchAll(
      /\s(?:label|title|placeholder|alt|aria-label|okText|cancelText|help|extra)="([^"]+)"/g,
    ))
      found.push(`${path}: ${m[1]}`)
  }
  expect(found).toEqual([])
})

test('colours and pixels stand in tokens.ts only', () => {
  const found: string[] = []
  for (const { path, text } of all) {
    if (isTest(path) || path === 'shared/tokens.ts') continue
    const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
    for (const m of bare.matchAll(
      /(?<![\w&/'"`])#[0-9a-fA-F]{3,8}\b|['"]#[0-9a-fA-F]{3,8}['"]|\brgba?\(|\bhsla?\(|\b\d*\.?\d+px\b/g,
    ))
      found.push(`${path}: ${m[0]}`)
  }
  expect(found).toEqual([])
})

test('icons are not read out: they stand beside words, or are named', () => {
  const mine = all.filter((s) => /^(shared|features\/(casework|intake))\/.*\.tsx$/.test(s.path) && !isTest(s.path))
  const loud = mine.flatMap(({ path, text }) =>
    [...text.matchAll(/<[A-Z]\w+(?:Outlined|Filled)\b[^>]*>/g)]
      .filter(([tag]) => !/aria-(hidden|label)/.test(tag))
      .map(([tag]) => `${path}: ${tag}`),
  )
  expect(loud).toEqual([])
})

test('files stay small', () => {
  expect(all.filter((s) => /\.tsx?$/.test(s.path) && s.text.split('\n').length > 400).map((s) => s.path)).toEqual([])
})
