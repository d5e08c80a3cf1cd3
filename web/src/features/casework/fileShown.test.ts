import { expect, test } from 'vitest'
import { mostZoom, shownAs, zoomed } from './fileShown'

test('nothing that could hold a script is shown', () => {
  for (const type of ['image/svg+xml', 'text/html', 'application/xhtml+xml', 'image/heic', '', 'text/plain; x'])
    expect(shownAs(type)).toBeNull()
  expect(shownAs('image/webp')).toBe('picture')
  expect(shownAs('text/plain')).toBe('text')
})

test('a picture grows and shrinks within bounds', () => {
  expect(zoomed(1, 0.5)).toBe(1)
  expect(zoomed(1, 1.5)).toBe(1.5)
  expect(zoomed(mostZoom, 1.5)).toBe(mostZoom)
})
