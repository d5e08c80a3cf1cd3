/**
 * parseYuan reads yuan as typed ("1,200.5", "￥300", "1.2万") into fen;
 * undefined when it is no amount, is negative, or has more than two decimals.
 */
export function parseYuan(text: string): number | undefined {
  const m = /^[¥￥]?(\d{1,12})(?:\.(\d{1,6}))?(万)?元?$/.exec(text.replace(/[,，\s]/g, ''))
  if (!m) return undefined
  const shift = m[3] ? 6 : 2
  const decimals = m[2] ?? ''
  if (decimals.length > shift) return undefined
  // Digits are moved, never multiplied: 0.29 × 100 is not 29 in floating point.
  const fen = Number((m[1] ?? '') + decimals.padEnd(shift, '0'))
  return Number.isSafeInteger(fen) ? fen : undefined
}

/** yuan writes fen as yuan with two decimals and no grouping, as an input holds it. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** moneyText writes fen for reading: ¥1,200.50. */
export function moneyText(fen: number): string {
  const [whole = '0', decimals] = yuan(fen).split('.')
  return `¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`
}
