import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sources } from '../sources.testutil'

const folder = new URL('.', import.meta.url)

// Flat keys of a language: "file:a.b" to text.
function texts(language: string): Map<string, string> {
  const out = new Map<string, string>()
  const walk = (prefix: string, value: unknown) => {
    if (typeof value === 'string') out.set(prefix, value)
    else for (const [k, v] of Object.entries(value as object)) walk(prefix + (prefix.endsWith(':') ? k : `.${k}`), v)
  }
  for (const file of readdirSync(new URL(`${language}/`, folder)))
    walk(`${file.replace('.json', '')}:`, JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')))
  return out
}

const zh = texts('zh-CN')
const en = texts('en')
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort()

test('both languages have the same keys and placeholders', () => {
  expect([...en.keys()].sort()).toEqual([...zh.keys()].sort())
  for (const [key, text] of zh) expect([key, placeholders(en.get(key) ?? '')]).toEqual([key, placeholders(text)])
})

test('no text is empty, no Chinese is left in the English, no exclamation mark anywhere', () => {
  for (const [key, text] of [...zh, ...en]) expect(text.trim() && !/[!！]/.test(text), `${key}: ${text}`).toBeTruthy()
  // The switch to the other language is written in that language.
  for (const [key, text] of en) if (key !== 'entry:otherLanguage') expect(text, key).not.toMatch(/[\u4e00-\u9fff]/)
})

// Keys in the source: whole ones in quotes, and families like `states:${state}`.
const quoted = /['"`]([a-z][a-zA-Z]*:[a-z][\w.]*\w)['"`]/g
const family = /`([a-z][a-zA-Z]*:[\w.]*)\$\{/g

function keysInSource() {
  const whole = new Set<string>()
  const families = new Set<string>()
  for (const { path, text: source } of sources()) {
    if (path.includes('.test')) continue
    const text = source.replace(/\/\*[\s\S]*?\*\//g, '')
    for (const m of text.matchAll(quoted)) whole.add(m[1] ?? '')
    for (const m of text.matchAll(family)) families.add(m[1] ?? '')
  }
  return { whole, families: [...families] }
}

test('every key used exists', () => {
  const files = new Set([...zh.keys()].map((k) => k.split(':')[0]))
  const { whole, families } = keysInSource()
  const missing = [...whole].filter((k) => !zh.has(k) && files.has(k.split(':')[0]))
  expect(missing).toEqual([])
  const calls = 'tel:'
  expect(families.filter((f) => f !== calls && ![...zh.keys()].some((k) => k.startsWith(f)))).toEqual([])
  const unknownFiles = [...whole].filter(
    (k) => !files.has(k.split(':')[0]) && !/^(virtual|node|data|blob|tel):/.test(k),
  )
  expect(unknownFiles).toEqual([])
})

test('every key is used', () => {
  const { whole, families } = keysInSource()
  expect([...zh.keys()].filter((k) => !whole.has(k) && !families.some((f) => k.startsWith(f)))).toEqual([])
})
