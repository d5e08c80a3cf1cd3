import entry from '../en/entry.json'
import faults from '../en/faults.json'
import type { Catalogue } from '../index'

export const catalogue: Catalogue = { entry, faults }
