import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AugmentationStep, augmentationKinds, augmentationStepSchema } from '#shared/document/augmentation.ts'
import { drawChanges } from './draw-changes.ts'

const frame = { height: 20, width: 40 }
const step = (kind: AugmentationStep['kind'], settings: object = {}) =>
  augmentationStepSchema.parse({ kind, probability: 1, ...settings })

function draw(steps: AugmentationStep[], index: number, epoch = 1, seed = 5) {
  return drawChanges(steps, { seed, epoch, index }, frame)
}

const many = Array.from({ length: 4000 }, (_, index) => index)
const affineOf = (steps: AugmentationStep[], index: number) => {
  const [stage] = draw(steps, index).warp
  if (stage?.kind !== 'affine') throw new Error('no affine warp')
  return stage
}

/** Least, mean and greatest of many draws. */
function spreadOf(read: (index: number) => number): { least: number; mean: number; most: number } {
  const values = many.map(read)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { least: Math.min(...values), mean, most: Math.max(...values) }
}

function expectEven(read: (index: number) => number, from: number, to: number): void {
  const { least, mean, most } = spreadOf(read)
  const slack = (to - from) / 40
  expect(least).toBeGreaterThanOrEqual(from)
  expect(least).toBeLessThan(from + slack)
  expect(most).toBeLessThanOrEqual(to)
  expect(most).toBeGreaterThan(to - slack)
  expect(Math.abs(mean - (from + to) / 2)).toBeLessThan(slack)
}

describe('draws', () => {
  it('follow from seed, epoch, picture and step alone', () => {
    const steps = augmentationKinds.map((kind) => step(kind))
    const first = JSON.stringify(draw(steps, 3))
    expect(JSON.stringify(draw(steps, 3))).toBe(first)
    expect(JSON.stringify(draw(steps, 4))).not.toBe(first)
    expect(JSON.stringify(draw(steps, 3, 2))).not.toBe(first)
    expect(JSON.stringify(draw(steps, 3, 1, 6))).not.toBe(first)
  })

  it('of a step are not those of the step before', () => {
    const { colours } = draw([step('RandomBrightness'), step('RandomBrightness')], 1)
    expect(colours[0]?.amount).not.toBe(colours[1]?.amount)
    // A step more behind it changes nothing before it.
    expect(draw([step('RandomBrightness'), step('RandomRotation')], 1).colours).toEqual(colours.slice(0, 1))
  })

  it.each(augmentationKinds.filter((kind) => kind !== 'RandomFlip'))('leave out %s as often as they should', (kind) => {
    const happens = (index: number) => {
      const { warp, colours, patches } = draw([step(kind, { probability: 0.25 })], index)
      return warp.length + colours.length + patches.length
    }
    expect(Math.abs(spreadOf(happens).mean - 0.25)).toBeLessThan(0.03)
    const never = step(kind, { probability: 0 })
    expect(many.every((index) => draw([never], index).warp.length === 0)).toBe(true)
  })

  it('flip half of the pictures, each way by itself', () => {
    const both = [step('RandomFlip', { mode: 'horizontalAndVertical', probability: 0.5 })]
    const share = (isFlip: (index: number) => boolean) => many.filter(isFlip).length / many.length
    expect(Math.abs(share((index) => affineOf(both, index).a < 0) - 0.5)).toBeLessThan(0.03)
    expect(Math.abs(share((index) => affineOf(both, index).e < 0) - 0.5)).toBeLessThan(0.03)
    const twice = share((index) => affineOf(both, index).a < 0 && affineOf(both, index).e < 0)
    expect(Math.abs(twice - 0.25)).toBeLessThan(0.03)
    expect(many.some((index) => affineOf([step('RandomFlip', { mode: 'horizontal' })], index).e < 0)).toBe(false)
    expect(many.some((index) => affineOf([step('RandomFlip', { mode: 'vertical' })], index).a < 0)).toBe(false)
  })

  it('crop at each place alike', () => {
    const steps = [step('RandomCrop', { padding: 2 })]
    const counts = new Map<string, number>()
    for (const index of many) {
      const { c, f } = affineOf(steps, index)
      counts.set(`${c} ${f}`, (counts.get(`${c} ${f}`) ?? 0) + 1)
    }
    expect([...counts.keys()].sort()).toEqual(
      [-2, -1, 0, 1, 2].flatMap((c) => [-2, -1, 0, 1, 2].map((f) => `${c} ${f}`)).sort(),
    )
    // 160 are expected of each.
    for (const count of counts.values()) expect(Math.abs(count - 160)).toBeLessThan(60)
  })

  it('are even over what they may be', () => {
    expectEven((index) => affineOf([step('RandomTranslation', { widthFactor: 0.5 })], index).c, -20, 20)
    expectEven((index) => affineOf([step('RandomTranslation', { heightFactor: 0.5 })], index).f, -10, 10)
    const turn = [step('RandomRotation', { degrees: 90 })]
    expectEven((index) => (Math.atan2(affineOf(turn, index).d, affineOf(turn, index).a) * 180) / Math.PI, -90, 90)
    const zoom = [step('RandomZoom', { scale: [0.5, 2] })]
    expectEven((index) => -Math.log2(affineOf(zoom, index).a), -1, 1)
    const shear = [step('RandomShear', { xFactor: 0.4, yFactor: 0 })]
    expectEven((index) => -affineOf(shear, index).b, -0.4, 0.4)
    const stretch = [step('RandomStretch', { ratio: [0.5, 2] })]
    expectEven((index) => Math.log2(affineOf(stretch, index).e / affineOf(stretch, index).a), -1, 1)
    const lens = [step('RandomLensDistortion', { strength: 0.2 })]
    expectEven(
      (index) => {
        const [stage] = draw(lens, index).warp
        return stage?.kind === 'lens' ? stage.k : Number.NaN
      },
      -0.2,
      0.2,
    )
    const amount = (kind: AugmentationStep['kind'], settings: object) => (index: number) =>
      draw([step(kind, settings)], index).colours[0]?.amount ?? Number.NaN
    expectEven(amount('RandomBrightness', { factor: 0.2 }), -51, 51)
    expectEven(amount('RandomContrast', { factor: 0.3 }), 0.7, 1.3)
    expectEven(amount('RandomSaturation', { factor: 1 }), 0, 2)
    expectEven(amount('RandomHue', { degrees: 180 }), -Math.PI, Math.PI)
  })

  it('cut parts that lie within the picture', () => {
    const steps = [step('RandomResizedCrop', { scale: [0.25, 0.25], ratio: [1, 1] })]
    expectEven((index) => affineOf(steps, index).c, -10, 10)
    expectEven((index) => affineOf(steps, index).f, -5, 5)
    expect(affineOf(steps, 0)).toMatchObject({ a: 0.5, b: 0, d: 0, e: 0.5 })
    // What would be wider than the picture is as wide as the picture.
    const wide = [step('RandomResizedCrop', { scale: [1, 1], ratio: [4, 4] })]
    expect(affineOf(wide, 0)).toMatchObject({ a: 1, c: 0, e: 0.5 })
  })

  it('shear both ways as one matrix and its inverse', () => {
    const { a, b, d, e } = affineOf([step('RandomShear', { xFactor: 0.5, yFactor: 0.5 })], 7)
    const size = a * e - b * d
    const [s, t] = [-b / a, -d / a]
    expect(size).toBeCloseTo(1 / (1 - s * t), 9)
    expect(Math.abs(s) <= 0.5 && Math.abs(t) <= 0.5).toBe(true)
  })

  it('erase rectangles of the area and the shape asked for, anywhere within', () => {
    const steps = [step('RandomErasing', { scale: [0.1, 0.1], ratio: [1.25, 1.25], value: 9 })]
    const patchOf = (index: number) => draw(steps, index).patches[0]
    // √(80 / 1.25) = 8 down, 10 across.
    expect(patchOf(0)).toMatchObject({ height: 8, width: 10, fill: 9 })
    expectEven((index) => patchOf(index)?.top ?? Number.NaN, 0, 12)
    expectEven((index) => patchOf(index)?.left ?? Number.NaN, 0, 30)
  })

  it('are of any settings within their limits', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const pair = (min: number, max: number) => {
      const end = fc.double({ min, max, noNaN: true })
      return fc.tuple(end, end)
    }
    const property = fc.property(
      fc.nat(2 ** 31 - 1),
      fc.nat(10_000),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
      share,
      pair(0, 1),
      pair(0.1, 10),
      (seed, index, height, width, factor, scale, ratio) => {
        const steps = [
          step('RandomErasing', { scale, ratio }),
          step('RandomCrop', { padding: Math.round(40 * factor) }),
          step('RandomBrightness', { factor }),
        ]
        const { warp, colours, patches } = drawChanges(steps, { seed, epoch: 1, index }, { height, width })
        const [patch] = patches
        expect(patch && patch.top >= 0 && patch.left >= 0).toBe(true)
        expect((patch?.top ?? 0) + (patch?.height ?? 0)).toBeLessThanOrEqual(height)
        expect((patch?.left ?? 0) + (patch?.width ?? 0)).toBeLessThanOrEqual(width)
        const [moved] = warp
        expect(moved?.kind === 'affine' && Math.abs(moved.c) <= 40 * factor + 0.5).toBe(true)
        expect(Math.abs(colours[0]?.amount ?? Number.NaN)).toBeLessThanOrEqual(255 * factor)
      },
    )
    fc.assert(property, { numRuns: 300, seed: 1 })
  })
})
