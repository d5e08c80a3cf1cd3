/**
 * The look of the console in one file: colour, space, type, radius, motion.
 * Nothing outside this file writes a colour or a pixel; style sheets use the
 * variables that cssVariables makes, antd the theme that theme.ts makes.
 *
 * Contrast on white: every ink is at least 4.5:1, and 7:1 in large type, where
 * `inkSoft` and the placeholder darken (tokens.test.ts computes it).
 */

/** Where one column begins: below this width the screen is a phone's. */
export const phoneBelow = 768
/** Where the left rail may stand open beside a table. */
export const wideFrom = 1200
/** Where a page has room for three columns. */
export const broadFrom = 1600

/** The media queries style sheets may name, as in `@media (--phone)`. */
export const mediaQueries = {
  phone: `(max-width: ${phoneBelow - 0.02}px)`,
  desk: `(min-width: ${phoneBelow}px)`,
  wide: `(min-width: ${wideFrom}px)`,
  broad: `(min-width: ${broadFrom}px)`,
  'calm-motion': '(prefers-reduced-motion: reduce)',
} as const

/** One accent, 黛蓝; greys; and nothing else that is not a meaning. */
export const colour = {
  accent: '#264e86',
  accentStrong: '#1b3a66',
  accentSoft: '#eaf0f8',
  accentLine: '#b9cbe4',
  onAccent: '#ffffff',
  ink: '#1c2430',
  inkSoft: '#566070',
  inkSoftLarge: '#424c5b',
  placeholder: '#6a7482',
  placeholderLarge: '#4c5664',
  page: '#f6f7f9',
  surface: '#ffffff',
  sunken: '#f1f3f6',
  line: '#dfe3e9',
  lineStrong: '#c3cad4',
  focus: '#1f6fd1',
  veil: 'rgba(20, 28, 40, 0.45)',
} as const

/** What a colour can mean. It is always shown with an icon and a word. */
export type Tone = 'onTime' | 'near' | 'overdue' | 'paused' | 'settled' | 'sealed' | 'plain'

/** For each meaning: ink for words, soft for grounds, line for borders, fill for bars. */
export const tones: Record<Tone, { ink: string; soft: string; line: string; fill: string }> = {
  onTime: { ink: '#0b5568', soft: '#e8f4f7', line: '#a9d2dc', fill: '#2a8aa2' },
  near: { ink: '#664400', soft: '#fff5d9', line: '#e8cd83', fill: '#d99a00' },
  overdue: { ink: '#8f1d18', soft: '#fdeeec', line: '#efb8b3', fill: '#c4322b' },
  paused: { ink: '#3f5066', soft: '#edf1f6', line: '#c2cedc', fill: '#7d91a8' },
  settled: { ink: '#1f5c2e', soft: '#eaf5ec', line: '#b0d6b8', fill: '#3b8f50' },
  sealed: { ink: '#56308a', soft: '#f3eefa', line: '#d0bde8', fill: '#7f57b5' },
  plain: { ink: '#3d4654', soft: '#f1f3f6', line: '#dfe3e9', fill: '#9aa4b2' },
}

/** Steps of the 4-pixel grid. */
export const space = { 1: 4, 2: 8, 3: 12, 4: 16, 5: 20, 6: 24, 8: 32, 10: 40, 12: 48 } as const

/** The type scale, in pixels. */
export const type = { 12: 12, 14: 14, 16: 16, 20: 20, 24: 24, 32: 32 } as const

/** Body type as [size, line height]: at the desk, in the hand, and large. */
export const body = { desk: [14, 22], phone: [16, 26], large: [20, 32] } as const

/** Latin letters and numerals in the system's face, Chinese in the system's own. */
export const fontFamily =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'

export const radius = { 1: 4, 2: 6, round: 999 } as const

/** Motion only shows where something went, in milliseconds. */
export const motion = { quick: 90, calm: 140 } as const

/** Fixed sizes of the frame and of things one presses. */
export const size = {
  target: 44,
  control: 34,
  row: 36,
  topBar: 52,
  rail: 208,
  railNarrow: 60,
  bottomBar: 60,
  panel: 560,
  entry: 384,
  readable: 760,
  cell: 88,
  page: 1680,
} as const

const px = (n: number) => `${n}px`
const kebab = (s: string) => s.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

function declarations(): string[] {
  const out: string[] = []
  for (const [name, value] of Object.entries(colour)) out.push(`--${kebab(name)}: ${value}`)
  for (const [name, tone] of Object.entries(tones))
    for (const [part, value] of Object.entries(tone)) out.push(`--${kebab(name)}-${part}: ${value}`)
  for (const [name, value] of Object.entries(space)) out.push(`--space-${name}: ${px(value)}`)
  for (const [name, value] of Object.entries(radius)) out.push(`--radius-${name}: ${px(value)}`)
  for (const [name, value] of Object.entries(size)) out.push(`--size-${kebab(name)}: ${px(value)}`)
  for (const [name, value] of Object.entries(motion)) out.push(`--motion-${name}: ${value}ms`)
  out.push(`--hairline: 1px`, `--focus-width: 3px`, `--font: ${fontFamily}`)
  return out
}

// The scale grows with the body size, so that headings stay headings.
function typeDeclarations([base, line]: readonly [number, number]): string[] {
  const by = base / body.desk[0]
  const scale = Object.values(type).map((n) => `--type-${n}: ${px(Math.round(n * (n > 16 ? Math.min(by, 1.25) : by)))}`)
  return [...scale, `--body: ${px(base)}`, `--body-line: ${px(line)}`]
}

const block = (selector: string, lines: string[]) => `${selector} { ${lines.join('; ')} }`

/** cssVariables returns the style sheet that defines every token as a variable. */
export function cssVariables(): string {
  return [
    block(':root', [...declarations(), ...typeDeclarations(body.desk)]),
    `@media ${mediaQueries.phone} { ${block(':root', typeDeclarations(body.phone))} }`,
    block(':root[data-type="large"]', [
      ...typeDeclarations(body.large),
      `--ink-soft: ${colour.inkSoftLarge}`,
      `--placeholder: ${colour.placeholderLarge}`,
      `--size-row: ${px(52)}`,
      `--size-control: ${px(size.target)}`,
    ]),
    `@media ${mediaQueries['calm-motion']} { ${block(':root', ['--motion-quick: 0ms', '--motion-calm: 0ms'])} }`,
  ].join('\n')
}
