import type { Catalogue } from '../index'

// A feature adds its texts by adding its file: nothing here needs to change.
const files = import.meta.glob<object>('../en/*.json', { eager: true, import: 'default' })

export const catalogue: Catalogue = Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), texts]),
)
