// Weighs the first load of a page of the built console: gzip bytes of the
// JavaScript that Vite's manifest says the named modules pull in, statically.
// Fails when a page is over its budget (the two budgets of the screen design).
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = resolve(import.meta.dirname, '../dist')
const manifest = JSON.parse(readFileSync(resolve(dist, '.vite/manifest.json'), 'utf8'))
const zh = 'src/i18n/languages/zh-CN'
const shell = ['index.html', `${zh}.ts`, `${zh}.antd.ts`, 'src/app/Console.tsx']
const pages = [
  { name: 'sign-in', budget: 120, modules: ['index.html', `${zh}.entry.ts`] },
  { name: 'shell alone', budget: 350, modules: shell },
  { name: 'work list', budget: 350, modules: [...shell, 'src/features/casework/WorkPage.tsx'] },
]

function files(module, seen) {
  const chunk = manifest[module]
  if (!chunk || seen.has(chunk.file)) return
  seen.add(chunk.file)
  for (const next of chunk.imports ?? []) files(next, seen)
}

let over = false
for (const { name, budget, modules } of pages) {
  const missing = modules.filter((m) => !manifest[m])
  if (missing.length > 0) {
    console.log(`${name}: not built (${missing.join(', ')})`)
    continue
  }
  const seen = new Set()
  for (const m of modules) files(m, seen)
  const bytes = [...seen].reduce((sum, f) => sum + gzipSync(readFileSync(resolve(dist, f))).length, 0)
  const kb = bytes / 1024
  over ||= kb > budget
  console.log(`${name}: ${kb.toFixed(1)} KB gzip of JavaScript in ${seen.size} files, budget ${budget}`)
}
process.exit(over ? 1 : 0)
