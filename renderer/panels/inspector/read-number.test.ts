import { describe, expect, it } from 'vitest'
import { readList, readNumber, showList, showValue, splitParts, stepNumber } from './read-number.ts'

describe('readNumber', () => {
  it.each([
    ['16', 16],
    [' 16 ', 16],
    ['-3', -3],
    ['−3', -3],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['1e9', 1e9],
    ['1e-3', 0.001],
    ['１６', 16],
    ['０．５', 0.5],
    ['99999999999999999999', 1e20],
  ])('%j is %d', (text, value) => expect(readNumber(text)).toBe(value))

  it.each(['', 'abc', '1,5', '1 000', '--1', '1e999', 'Infinity', 'NaN', '0x10', '1.2.3'])('%j stays text', (text) =>
    expect(readNumber(text)).toBe(text),
  )
})

describe('showValue', () => {
  it('shows whatever was stored', () => {
    expect([7, 'abc', null, undefined, [1, 2], { a: 1 }, true].map(showValue)).toEqual([
      '7',
      'abc',
      '',
      '',
      '[1,2]',
      '{"a":1}',
      'true',
    ])
  })
})

describe('stepNumber', () => {
  it('steps within the limits and without rounding dust', () => {
    expect(stepNumber(0.1, 1, { min: 0, max: 1, step: 0.2 })).toBe(0.3)
    expect(stepNumber(1, -1, { min: 1, max: 9, step: 1 })).toBe(1)
    expect(stepNumber(9, 1, { min: 1, max: 9, step: 1 })).toBe(9)
    expect(stepNumber('abc', 1, { min: 1, max: 9, step: 1 })).toBe(1)
  })
})

describe('splitParts', () => {
  it('gives as many parts as the parameter has', () => {
    expect(splitParts([3, 5], [1, 1])).toEqual([3, 5])
    expect(splitParts(3, [1, 1])).toEqual([3, 3])
    expect(splitParts([3], [1, 1, 1])).toEqual([3, undefined, undefined])
    expect(splitParts('x', [1, 1])).toEqual(['x', 'x'])
  })
})

describe('lists', () => {
  it.each([
    ['7, 7, 64', [7, 7, 64]],
    ['7,7，64', [7, 7, 64]],
    [' [ -1 ] ', [-1]],
    ['4×4 2', [4, 4, 2]],
    ['', []],
    ['3, x', [3, 'x']],
  ])('%j is read as %o', (typed, parts) => expect(readList(typed)).toEqual(parts))

  it('are shown with commas, and anything else as it is', () => {
    expect([[1, 2], [], ['a', 3], 7, null].map(showList)).toEqual(['1, 2', '', 'a, 3', '7', ''])
  })
})
