import { expect, it } from 'vitest'
import { seededRandom } from '../datasets/random.ts'
import { drawCurves } from '../inspect/threshold-curves.ts'
import { countCurves, packCurves, unpackCurves } from './pack-curves.ts'

/** A network that is right about as often as not. */
function made(count: number, classCount: number) {
  const random = seededRandom(3)
  const labels = Uint16Array.from({ length: count }, () => Math.floor(random() * (classCount - 1)))
  const scores = Float32Array.from({ length: count * classCount }, random)
  for (const [row, label] of labels.entries()) {
    const at = row * classCount + label
    scores[at] = 0.5 + (scores[at] ?? 0)
  }
  return { labels, scores }
}

it('keeps the curves of each class as they were, and few bytes of them', () => {
  const { labels, scores } = made(5000, 20)
  const curves = countCurves(labels, scores, 20) ?? []
  const bytes = packCurves(curves)
  expect(unpackCurves(bytes)).toEqual(curves)
  expect(bytes.length).toBeLessThan(20 * 600)
  const [first] = curves
  if (!first) throw new Error('no curves')
  expect(first.truePositives.length).toBeLessThanOrEqual(120)
  const { roc, precisionRecall } = drawCurves(first)
  expect([roc.x.at(-1), roc.y.at(-1), precisionRecall.x.at(-1)]).toEqual([1, 1, 1])
  // The last class has no pictures.
  expect(curves[19]).toBeNull()
})

it('keeps none where there are no scores, or more than can be sorted at the end of a run', () => {
  expect(countCurves(Uint8Array.of(0, 1), null, 2)).toBeNull()
  expect(countCurves(new Uint16Array(10_001), new Float32Array(10_001_000), 1000)).toBeNull()
})
