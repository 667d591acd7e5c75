import { describe, expect, it } from 'vitest'
import { formatCount, formatSi } from './format.ts'

describe('formats', () => {
  it('sets thousands apart', () => {
    expect(formatCount(98_442, 'en')).toBe('98,442')
    expect(formatCount(98_442, 'zh-CN')).toBe('98,442')
  })

  it.each([
    [0, '0 FLOPs'],
    [999, '999 FLOPs'],
    [1000, '1 kFLOPs'],
    [4_849_664, '4.85 MFLOPs'],
    [2.5e13, '25 TFLOPs'],
    [Number.POSITIVE_INFINITY, 'Infinity FLOPs'],
  ])('%d is %s', (count, text) => expect(formatSi(count, 'FLOPs')).toBe(text))
})
