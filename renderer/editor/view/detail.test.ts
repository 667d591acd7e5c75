import { describe, expect, it } from 'vitest'
import { detailAt, details, leastReadableZoom } from './detail.ts'

describe('detailAt', () => {
  it('shows less the farther away the drawing is', () => {
    expect([1, 0.78, 0.6, 0.4, 0.2].map(detailAt)).toEqual(['near', 'near', 'middle', 'far', 'distant'])
  })

  it('keeps names at least ten pixels high on the screen, as long as that can be', () => {
    for (const { leastZoom, nameHeight } of details) {
      expect(nameHeight * Math.max(leastZoom, leastReadableZoom)).toBeGreaterThanOrEqual(10)
    }
  })
})
