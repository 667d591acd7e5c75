import { describe, expect, it } from 'vitest'
import { differenceOf, shadeDifference } from './confusion-difference.ts'

describe('the difference of two confusion matrices', () => {
  it('counts what the second has more, and shades better blue and worse red', () => {
    const [first, second] = [
      [
        [8, 2],
        [1, 9],
      ],
      [
        [10, 0],
        [3, 7],
      ],
    ]
    expect(differenceOf(first ?? [], second ?? [])).toEqual([
      [2, -2],
      [2, -2],
    ])
    expect(shadeDifference(first ?? [], second ?? [])).toEqual([
      [1, 1],
      [-1, -1],
    ])
  })

  it('is of many classes as well', () => {
    const many = Array.from({ length: 500 }, (_, row) => Array.from({ length: 500 }, (_cell, column) => row * column))
    expect(shadeDifference(many, many)[499]?.[499]).toBe(0)
  })
})
