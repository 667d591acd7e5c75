import { describe, expect, it } from 'vitest'
import { parseNumber } from './parse-number.ts'

const real = { min: 0, max: 1000, isWhole: false }
const whole = { min: 1, max: 100, isWhole: true }

describe('typed numbers', () => {
  it.each([
    ['0.001', 0.001],
    ['1e-3', 0.001],
    [' .5 ', 0.5],
    ['2.', 2],
    ['０．０１', 0.01],
    ['0', 0],
  ])('takes %s', (text, value) => expect(parseNumber(text, real)).toBe(value))

  it.each(['', ' ', '-1', '1e9', 'NaN', 'Infinity', '0x10', '1,5', '1 000', 'abc', '--1', '1e'])(
    'refuses "%s"',
    (text) => expect(parseNumber(text, real)).toBeNull(),
  )

  it('wants whole numbers where they are counts', () => {
    expect(parseNumber('12', whole)).toBe(12)
    expect(parseNumber('1e1', whole)).toBe(10)
    for (const text of ['0', '1.5', '101']) expect(parseNumber(text, whole)).toBeNull()
  })
})
