import { api, ask } from '@/api/client'
import type { components } from '@/api/schema'
import type { TreeNode, TreeSource } from '../components/TreePicker'

type Division = components['schemas']['RegionOut']
type Unit = components['schemas']['UnitOut']

const most = 200
const countyLevel = 3
const villageLevel = 5

const divisionNode = (d: Division): TreeNode => ({
  id: d.code,
  name: d.name,
  deeper: d.level < villageLevel,
  ...(d.above ? { above: d.above } : {}),
})

const divisions = async (query: { parent?: string; text?: string }) =>
  (await ask(api.GET('/api/regions', { params: { query: { ...query, limit: most } } }))).items.filter((d) => !d.closed)

// A county's own tree begins with one province, one prefecture, one county: nobody should walk through those.
async function below(parent: string | null): Promise<Division[]> {
  const found = await divisions(parent === null ? {} : { parent })
  const [only] = found
  return parent === null && found.length === 1 && only ? firstChoice(only) : found
}

async function firstChoice(only: Division): Promise<Division[]> {
  const found = await divisions({ parent: only.code })
  const [next] = found
  if (found.length === 0) return [only]
  return found.length === 1 && next && next.level <= countyLevel ? firstChoice(next) : found
}

/** The tree of divisions, for the place of a dispute; found also by pinyin initials. */
export const regionSource: TreeSource = {
  name: 'regions',
  search: async (text) => (await divisions({ text })).map(divisionNode),
  children: async (parent) => (await below(parent)).map(({ above: _, ...d }) => divisionNode(d)),
}

const unitNode = ({ id, name }: Unit): TreeNode => ({ id, name, deeper: true })

async function units(query: { parent?: string; text?: string; root?: boolean }): Promise<TreeNode[]> {
  const { items } = await ask(api.GET('/api/orgs', { params: { query: { ...query, limit: most } } }))
  return items.filter((u) => !u.closed).map(unitNode)
}

/** The tree of organisations, to give something to. */
export const orgSource: TreeSource = {
  name: 'orgs',
  search: (text) => units({ text }),
  children: (parent) => units(parent ? { parent } : { root: true }),
}
