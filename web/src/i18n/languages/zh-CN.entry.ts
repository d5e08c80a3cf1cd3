import type { Catalogue } from '../index'
import entry from '../zh-CN/entry.json'
import faults from '../zh-CN/faults.json'

export const catalogue: Catalogue = { entry, faults }
