import type { UserPost } from './types'

/** byUnit names each organisation once, with the roles held there in their order. */
export function byUnit(posts: readonly Pick<UserPost, 'orgId' | 'orgName' | 'role'>[]): [string, string[]][] {
  const units = new Map<string, [string, string[]]>()
  for (const post of posts) {
    const unit = units.get(post.orgId)
    if (unit) unit[1].push(post.role)
    else units.set(post.orgId, [post.orgName, [post.role]])
  }
  return [...units.values()]
}
