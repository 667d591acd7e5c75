import { describe, expect, it } from 'vitest'
import { moveAxes } from './move-axes.ts'

const tensor = { shape: [2, 3], values: Float32Array.from([0, 1, 2, 10, 11, 12]) }

describe('moveAxes', () => {
  it('turns rows into columns', () => {
    expect(moveAxes(tensor, [1, 0])).toEqual({ shape: [3, 2], values: Float32Array.from([0, 10, 1, 11, 2, 12]) })
  })

  it('brings each number of a kernel [height, width, in, out] to its place in [out, in, height, width]', () => {
    const shape = [2, 3, 4, 5]
    const values = Float32Array.from({ length: 120 }, (_, place) => place)
    const moved = moveAxes({ shape, values }, [3, 2, 0, 1])
    expect(moved.shape).toEqual([5, 4, 2, 3])
    // [out 3, in 2, row 1, column 0] was [1, 0, 2, 3].
    expect(moved.values[3 * 24 + 2 * 6 + 1 * 3 + 0]).toBe(1 * 60 + 0 * 20 + 2 * 5 + 3)
    expect([...moved.values].sort((a, b) => a - b)).toEqual([...values])
  })

  it('leaves what keeps its order, and a tensor of one number', () => {
    expect(moveAxes(tensor, [0, 1])).toEqual(tensor)
    expect(moveAxes({ shape: [], values: Float32Array.of(7) }, [])).toEqual({ shape: [], values: Float32Array.of(7) })
  })
})
