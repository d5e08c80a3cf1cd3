import { expect, test } from 'vitest'
import { colour, tones } from './tokens'

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

test('every ink is readable on every ground it stands on', () => {
  for (const ground of [colour.surface, colour.page, colour.sunken, colour.accentSoft]) {
    for (const ink of [colour.ink, colour.inkSoft, colour.accent]) expect(contrast(ink, ground)).toBeGreaterThan(4.5)
  }
  expect(contrast(colour.placeholder, colour.surface)).toBeGreaterThan(4.5)
  expect(contrast(colour.onAccent, colour.accent)).toBeGreaterThan(7)
})

test('large type has 7:1', () => {
  for (const ink of [colour.ink, colour.inkSoftLarge, colour.placeholderLarge, colour.accent])
    expect(contrast(ink, colour.surface)).toBeGreaterThan(7)
})

test.each(Object.entries(tones))(
  'the words of %s are readable on their ground, its bar is seen on white',
  (_, tone) => {
    expect(contrast(tone.ink, tone.soft)).toBeGreaterThan(7 * 0.9)
    expect(contrast(tone.ink, colour.surface)).toBeGreaterThan(7)
    expect(contrast(tone.fill, colour.surface)).toBeGreaterThan(2.3)
  },
)
