/** How a file can be shown here; null for one that is only saved. */
export type Shown = 'picture' | 'text' | 'pdf' | 'sound' | 'film'

/** shownAs tells by the media type the server found. */
export function shownAs(type: string): Shown | null {
  if (/^image\/(jpeg|png|gif|webp)$/.test(type)) return 'picture'
  if (type === 'text/plain') return 'text'
  if (type === 'application/pdf') return 'pdf'
  if (/^audio\/(mpeg|wave|ogg)$/.test(type)) return 'sound'
  return type === 'video/mp4' ? 'film' : null
}

export const mostZoom = 8

/** zoomed is the next size of a picture, within once and eight times the window. */
export function zoomed(zoom: number, by: number): number {
  return Math.min(mostZoom, Math.max(1, zoom * by))
}
