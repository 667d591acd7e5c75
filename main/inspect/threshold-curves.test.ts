import { describe, expect, it } from 'vitest'
import { seededRandom } from '../datasets/random.ts'
import { countThresholds, curvesOfClass, drawCurves } from './threshold-curves.ts'

const truth = [0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0].map(Boolean)
const scores = Float32Array.of(0.1, 0.4, 0.35, 0.8, 0.4, 0.4, 0.2, 0.9, 0.7, 0.6, 0.4, 0.05)

function thresholdCurves(given: Float32Array, isPositive: readonly boolean[]) {
  const counts = countThresholds(given, (row) => isPositive[row] === true)
  return counts && drawCurves(counts)
}

describe('curves over all thresholds', () => {
  // scikit-learn 1.9.1: roc_curve(…, drop_intermediate=False), roc_auc_score, precision_recall_curve, average_precision_score.
  it('are those of scikit-learn, with equal scores taken together', () => {
    const found = thresholdCurves(scores, truth)
    expect(found).toMatchObject({ positives: 6, negatives: 6 })
    expect(found?.auc).toBeCloseTo(0.8055555555555556, 12)
    expect(found?.averagePrecision).toBeCloseTo(0.8194444444444444, 12)
    const near = (values: number[]) => values.map((value) => expect.closeTo(value, 12))
    expect(found?.roc).toEqual({
      x: near([0, 0, 0, 0, 1 / 6, 0.5, 0.5, 2 / 3, 5 / 6, 1]),
      y: near([0, 1 / 6, 1 / 3, 0.5, 0.5, 5 / 6, 1, 1, 1, 1]),
    })
    expect(found?.precisionRecall).toEqual({
      x: near([0, 1 / 6, 1 / 3, 0.5, 0.5, 5 / 6, 1, 1, 1, 1]),
      y: near([1, 1, 1, 1, 0.75, 0.625, 2 / 3, 0.6, 6 / 11, 0.5]),
    })
  })

  it('are perfect, useless or the wrong way round', () => {
    const even = [true, true, false, false]
    expect(thresholdCurves(Float32Array.of(0.9, 0.8, 0.2, 0.1), even)).toMatchObject({ auc: 1, averagePrecision: 1 })
    expect(thresholdCurves(new Float32Array(4).fill(0.5), even)).toMatchObject({ auc: 0.5, averagePrecision: 0.5 })
    expect(thresholdCurves(Float32Array.of(0.1, 0.2, 0.8, 0.9), even)?.auc).toBe(0)
    expect(thresholdCurves(new Float32Array(4).fill(Number.NaN), even)?.auc).toBe(0.5)
  })

  it('need both kinds', () => {
    expect(thresholdCurves(Float32Array.of(0.5), [true])).toBeNull()
    expect(thresholdCurves(Float32Array.of(0.5), [false])).toBeNull()
  })

  it('set one class against all others', () => {
    const three = Float32Array.of(...[0.7, 0.2, 0.1], ...[0.1, 0.8, 0.1], ...[0.3, 0.4, 0.3])
    expect(curvesOfClass(Uint8Array.of(0, 1, 2), three, 3, 1)).toMatchObject({ positives: 1, negatives: 2, auc: 1 })
    expect(curvesOfClass(Uint8Array.of(0, 1, 1), three, 3, 2)).toBeNull()
  })

  it('stay within some hundred points, and keep their ends and area', () => {
    const random = seededRandom(1)
    const many = Float32Array.from({ length: 20_000 }, random)
    const found = thresholdCurves(
      many,
      Array.from(many, (score) => random() < score),
    )
    if (!found) throw new Error('no curves')
    const { roc, precisionRecall } = found
    for (const { x } of [roc, precisionRecall]) {
      expect(x.length).toBeLessThanOrEqual(300)
      expect(x.length).toBeGreaterThan(30)
      expect([x[0], x.at(-1)]).toEqual([0, 1])
    }
    const area = roc.x.reduce((sum, x, at) => {
      const before = Math.max(0, at - 1)
      return sum + ((x - (roc.x[before] ?? 0)) * ((roc.y[at] ?? 0) + (roc.y[before] ?? 0))) / 2
    }, 0)
    expect(area).toBeCloseTo(found.auc, 3)
    const few = countThresholds(many, (row) => row % 3 === 0, 40)
    expect(few?.truePositives.length).toBeLessThanOrEqual(40)
    expect([few?.truePositives.at(-1), few?.falsePositives.at(-1)]).toEqual([6667, 13_333])
  })
})
