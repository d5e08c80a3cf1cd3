// Makes src/api/schema.d.ts from the contract ../api/openapi.json.
// With --check it writes nothing and fails when the committed file is not what
// the contract yields. Another contract can be named as the last argument.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const tools = dirname(fileURLToPath(import.meta.url))
const target = resolve(tools, '../src/api/schema.d.ts')
const args = process.argv.slice(2)
const check = args.includes('--check')
const contract = resolve(args.find((a) => !a.startsWith('--')) ?? resolve(tools, '../../api/openapi.json'))

if (!existsSync(resolve(tools, 'node_modules'))) {
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: tools, stdio: 'inherit' })
  if (run.status !== 0) process.exit(run.status ?? 1)
}
const { default: openapiTS, astToString } = await import('openapi-typescript')
const head = '// Made by `npm run gen` from api/openapi.json. Never edited by hand.\n\n'
const text = head + astToString(await openapiTS(pathToFileURL(contract)))

if (!check) {
  writeFileSync(target, text)
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.error('src/api/schema.d.ts differs from api/openapi.json: run `npm run gen` and commit it')
  process.exit(1)
}
