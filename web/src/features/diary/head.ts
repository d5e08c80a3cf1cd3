import type { Session } from '@/api/session'

/** isHead is true for the head of the unit acted for, who says when its people are there. */
export const isHead = (session: Session) =>
  session.posts.some((p) => p.id === session.actingPostId && p.role === 'head')
