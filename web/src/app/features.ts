import type { Feature } from '@/shared/feature'

const found = import.meta.glob<Feature>('../features/*/feature.ts', { eager: true, import: 'feature' })

/** Every feature of the console, found by its file feature.ts. */
export const features: Feature[] = Object.values(found)

const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order

export const navEntries = features.flatMap((f) => f.nav ?? []).sort(byOrder)
export const createEntries = features.flatMap((f) => f.create ?? []).sort(byOrder)
export const searchEntries = features.flatMap((f) => f.search ?? [])
