import { expect, test } from 'vitest'
import { readCredit } from './creditCode'
import { readId, tidyId } from './idNumber'
import { moneyText, parseYuan, yuan } from './money'

const now = '2026-04-08'

// The example numbers of GB 11643, and one end in X.
test('a good number tells sex and birth', () => {
  expect(readId('11010519491231002X', now)).toEqual({ sex: 'female', birth: '1949-12-31' })
  expect(readId('440524188001010014', now)).toEqual({ sex: 'male', birth: '1880-01-01' })
  expect(tidyId(' 110105 19491231-002x')).toBe('11010519491231002X')
})

test('every single wrong digit and every swap of neighbours is found', () => {
  const good = '11010519491231002X'
  for (let i = 0; i < 17; i++) {
    for (const d of '0123456789') {
      if (d !== good[i]) expect(readId(good.slice(0, i) + d + good.slice(i + 1), now)).toBeTypeOf('string')
    }
    const swapped = good.slice(0, i) + good[i + 1] + good[i] + good.slice(i + 2)
    if (swapped !== good) expect(readId(swapped, now)).toBeTypeOf('string')
  }
})

test('what is wrong is said', () => {
  expect(readId('110105194912310', now)).toBe('length')
  expect(readId('110105194913310021', now)).toBe('birth')
  expect(readId('110105202705010025', now)).toBe('birth')
  expect(readId('110105194912310021', now)).toBe('check')
})

test('a credit code is read by GB 32100', () => {
  const good = '91350100M000100Y43'
  expect(readCredit(good)).toBeUndefined()
  expect(readCredit(good.slice(1))).toBe('length')
  expect(readCredit('9135010AM000100Y43')).toBe('form')
  expect(readCredit('91350100M000100O43')).toBe('form')
  for (let i = 8; i < 17; i++) {
    for (const c of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
      if (c !== good[i]) expect(readCredit(good.slice(0, i) + c + good.slice(i + 1))).toBe('check')
    }
  }
})

test.each([
  ['0.29', 29],
  ['1,200.5', 120050],
  ['￥300', 30000],
  ['300元', 30000],
  ['1.2万', 1200000],
  ['1.234567万', 1234567],
  ['0', 0],
])('%s yuan is %d fen', (text, fen) => {
  expect(parseYuan(text)).toBe(fen)
})

test.each(['', '-1', '1.234', '1.2345678万', 'abc', '1e3', '1234567890123'])('%s is no amount', (text) => {
  expect(parseYuan(text)).toBeUndefined()
})

test('what is written is read back', () => {
  for (const fen of [0, 1, 10, 99, 100, 123456, 99_999_999_999]) {
    expect(parseYuan(yuan(fen))).toBe(fen)
    expect(parseYuan(moneyText(fen).replace('¥', '￥'))).toBe(fen)
  }
  expect(moneyText(123456789)).toBe('¥1,234,567.89')
})
