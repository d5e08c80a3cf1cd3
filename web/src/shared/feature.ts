import type { ComponentType } from 'react'

/** An entry of the left rail and, with `phone`, of the bottom bar. */
export interface NavEntry {
  /** The route it opens. */
  to: string
  /** Its name, a key like `work:nav`. */
  label: string
  icon: ComponentType
  /** The permission of the session that shows it; none shows it to everybody. */
  permission?: string
  /** Place in the rail, small first: work 10, cases 20, organisations 30, administration 80–99. */
  order: number
  /** The heading it stands under; entries without one come first. */
  group?: 'network' | 'administration'
  /** True for the few that stand in the bottom bar of a phone (the first four win). */
  phone?: boolean
  /** A hook giving the number beside the name; undefined shows none. */
  useBadge?: () => number | undefined
}

/** One page: a path below /, and the module whose default export draws it. */
export interface FeatureRoute {
  /** e.g. `/cases/$id`; read parameters with useRouteParams. */
  path: string
  /** Title in the browser's tab, a key like `cases:title`. */
  title: string
  load: () => Promise<{ default: ComponentType }>
  /** Without it the page says what is lacking and whom to ask. */
  permission?: string
}

/** The thing made most often: the round button on a phone, `n` on a keyboard. */
export interface CreateEntry {
  to: string
  label: string
  permission?: string
  order: number
}

/** A part of a text; `hit` is what was looked for. */
export interface Piece {
  text: string
  hit?: boolean
}

/** Something the global search found. */
export interface SearchHit {
  key: string
  /** The route it opens. */
  to: string
  params: Record<string, string>
  /** The heading it stands under, a key; hits of a group follow one another. */
  group: string
  title: readonly Piece[]
  aside: readonly Piece[]
  /** A state of a case. */
  state: string
  sealed: boolean
  /** Where else the words stand: a key for what it is, and the part of the text. */
  notes: readonly { label: string; text: readonly Piece[] }[]
}

/** Where the global search goes: `to?param=words`, with what else the address says. */
export interface SearchEntry {
  to: string
  param: string
  with?: Record<string, string>
  /** Placeholder, a key. */
  label: string
  /** What can be typed, a key. */
  hint: string
  permission?: string
  /** What the words find first, while they are typed; `more` when that is not all. */
  suggest: (words: string, signal: AbortSignal) => Promise<{ hits: SearchHit[]; more: boolean }>
}

/**
 * What a feature gives the console. Each folder in src/features has one file
 * feature.ts that exports `feature`; the app finds it by itself, so two people
 * adding features touch no common file.
 */
export interface Feature {
  nav?: NavEntry[]
  routes: FeatureRoute[]
  create?: CreateEntry
  search?: SearchEntry
}
