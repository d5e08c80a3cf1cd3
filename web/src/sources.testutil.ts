import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))

/** A source file of the console: its path below src/, its text. */
export interface Source {
  path: string
  text: string
}

/** sources reads every TypeScript and style file, for tests that judge the source itself. */
export function sources(): Source[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile() && /\.(tsx?|css)$/.test(f.name) && f.name !== 'schema.d.ts')
    .map((f) => join(f.parentPath, f.name))
    .map((file) => ({ path: relative(root, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }))
}
