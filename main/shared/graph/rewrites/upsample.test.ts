import { describe, expect, it } from 'vitest'
import { transposedLength } from '../../layers/window.ts'
import { planUpsampling } from './upsample.ts'

describe('planUpsampling', () => {
  it('needs no cropping where the sizes are multiples', () => {
    expect(planUpsampling([7, 7], [224, 224], [32, 32])).toEqual({
      kernelSize: [64, 64],
      strides: [32, 32],
      padding: 'same',
      cropping: [
        [0, 0],
        [0, 0],
      ],
      zeros: [
        [0, 0],
        [0, 0],
      ],
    })
  })

  it('keeps places over those that they came from where a pooling left a pixel out', () => {
    // 7 pixels pooled by 2 are 3: place i lies over pixels 2i and 2i + 1, and pixel 6 is beyond.
    expect(planUpsampling([3, 3], [7, 7], [2, 2])).toMatchObject({
      kernelSize: [4, 4],
      padding: 'valid',
      cropping: [
        [1, 0],
        [1, 0],
      ],
    })
  })

  it.each(Array.from({ length: 400 }, (_, index) => [1 + (index % 20), 1 + (index % 7), index]))(
    'gives exactly the size wanted: %i × %i (%i)',
    (from, factor, index) => {
      const to = Math.max(1, from * factor + ((index * 7) % 31) - 15)
      const { kernelSize, strides, padding, cropping, zeros } = planUpsampling([from, from], [to, to], [factor, factor])
      const length = transposedLength(from, kernelSize[0], strides[0], padding)
      const [cut, add] = [cropping[0], zeros[0]].map(([before, after]) => before + after)
      expect(length - (cut ?? 0) + (add ?? 0)).toBe(to)
      expect(cut).toBeLessThan(length)
    },
  )
})
