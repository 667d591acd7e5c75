import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Augmentation, augmentationKinds, augmentationSchema } from '#shared/document/augmentation.ts'
import { augmentationPresetNames, augmentationPresets } from '#shared/document/augmentation-presets.ts'
import { type AugmentationPlan, augmentPictures } from './augment-pictures.ts'

interface Options extends Partial<Omit<AugmentationPlan, 'augmentation'>> {
  augmentation: object
}

function planOf({ augmentation, ...options }: Options): AugmentationPlan {
  return {
    augmentation: augmentationSchema.parse(augmentation),
    seed: 1,
    epoch: 1,
    inputShape: [4, 4, 1],
    hasMasks: false,
    ...options,
  }
}

const noise = (length: number) => Uint8Array.from({ length }, (_, place) => Math.imul(place + 1, 2654435761) >>> 24)
const indicesOf = (count: number) => Uint32Array.from({ length: count }, (_, index) => index)

function augmented(count: number, plan: AugmentationPlan, indices = indicesOf(count)) {
  const [height = 0, width = 0, channels = 0] = plan.inputShape
  const size = height * width * channels
  const all = noise(size * 64)
  const pixels = Uint8Array.from([...indices].flatMap((index) => [...all.subarray(index * size, (index + 1) * size)]))
  augmentPictures({ pixels, labels: new Uint8Array(count) }, indices, plan)
  return Array.from({ length: count }, (_, place) => [...pixels.subarray(place * size, (place + 1) * size)])
}

/** Each step set to change nothing. */
const idle: Record<string, object> = {
  RandomFlip: { probability: 0 },
  RandomCrop: { padding: 0 },
  RandomResizedCrop: { scale: [1, 1], ratio: [1, 1] },
  RandomTranslation: { heightFactor: 0, widthFactor: 0 },
  RandomRotation: { degrees: 0 },
  RandomZoom: { scale: [1, 1] },
  RandomShear: { xFactor: 0, yFactor: 0 },
  RandomStretch: { ratio: [1, 1] },
  RandomLensDistortion: { strength: 0 },
  RandomBrightness: { factor: 0 },
  RandomContrast: { factor: 0 },
  RandomSaturation: { factor: 0 },
  RandomHue: { degrees: 0 },
  RandomErasing: { scale: [0, 0], probability: 1 },
}

describe('augmenting pictures', () => {
  it.each(augmentationKinds)('%s at zero range leaves them as they are', (kind) => {
    for (const inputShape of [
      [6, 6, 3],
      [5, 8, 1],
      [1, 1, 3],
    ]) {
      const plan = planOf({ augmentation: { steps: [{ kind, ...idle[kind] }] }, inputShape })
      const nothing = planOf({ augmentation: {}, inputShape })
      expect(augmented(8, plan)).toEqual(augmented(8, nothing))
    }
  })

  it.each(augmentationKinds)('%s changes them, each in its own way, and anew in each epoch', (kind) => {
    const settings = { RandomFlip: {}, RandomErasing: { probability: 1, fill: 'noise' } }[kind as string] ?? {}
    const options = { augmentation: { steps: [{ kind, ...settings }] }, inputShape: [8, 12, 3] }
    const first = augmented(16, planOf(options))
    expect(first).not.toEqual(augmented(16, planOf({ augmentation: {}, inputShape: [8, 12, 3] })))
    expect(augmented(16, planOf(options))).toEqual(first)
    expect(augmented(16, planOf({ ...options, epoch: 2 }))).not.toEqual(first)
    expect(augmented(16, planOf({ ...options, seed: 2 }))).not.toEqual(first)
  })

  it('is the same for a picture, wherever it stands in whichever batch', () => {
    const property = fc.property(
      fc.uniqueArray(fc.nat(63), { minLength: 1, maxLength: 20 }),
      fc.constantFrom(...augmentationPresetNames),
      (order, preset) => {
        const plan = planOf({ augmentation: augmentationPresets[preset], inputShape: [6, 5, 3] })
        const together = augmented(order.length, plan, Uint32Array.from(order))
        for (const [place, index] of order.entries()) {
          expect(augmented(1, plan, Uint32Array.of(index))[0]).toEqual(together[place])
        }
      },
    )
    fc.assert(property, { numRuns: 60, seed: 2 })
  })

  it('moves first, then colours, then erases, in whatever order the steps stand', () => {
    const steps = [
      { kind: 'RandomErasing', scale: [1, 1], ratio: [1, 1], value: 77, probability: 1 },
      { kind: 'RandomBrightness', factor: 1 },
      { kind: 'RandomCrop', padding: 4 },
    ]
    expect(
      augmented(4, planOf({ augmentation: { steps } }))
        .flat()
        .every((value) => value === 77),
    ).toBe(true)
    // What comes from beyond the edge is coloured too.
    const beyond: Augmentation['steps'] = augmentationSchema.parse({
      steps: [
        { kind: 'RandomBrightness', factor: 0.5 },
        { kind: 'RandomTranslation', widthFactor: 1, heightFactor: 0 },
      ],
    }).steps
    const shown = augmented(64, planOf({ augmentation: { steps: beyond, fillValue: 100 } }))
    expect(shown.some((values) => values.every((value) => value === values[0] && value !== 100))).toBe(true)
  })

  it('erases with noise of its own', () => {
    const steps = [{ kind: 'RandomErasing', scale: [1, 1], ratio: [1, 1], fill: 'noise', probability: 1 }]
    const shown = augmented(32, planOf({ augmentation: { steps }, inputShape: [8, 8, 3] })).flat()
    const mean = shown.reduce((sum, value) => sum + value, 0) / shown.length
    expect(Math.abs(mean - 127.5)).toBeLessThan(3)
    expect([Math.min(...shown), Math.max(...shown)]).toEqual([0, 255])
  })
})

describe('masks', () => {
  /** A picture and a mask that are alike, so that it shows where they come apart. */
  function pair(plan: AugmentationPlan, index: number) {
    const [height = 0, width = 0] = plan.inputShape
    const cells = Array.from({ length: height * width }, (_, place) => (Math.floor(place / 3) % 2 === 0 ? 1 : 0))
    const pixels = Uint8Array.from(cells, (cell) => 100 + 100 * cell)
    const labels = Uint16Array.from(cells)
    augmentPictures({ pixels, labels }, Uint32Array.of(index), plan)
    return { pixels, labels }
  }

  const moving = [
    { kind: 'RandomFlip', mode: 'horizontalAndVertical' },
    { kind: 'RandomCrop', padding: 3 },
  ]

  it('follow by whole pixels exactly, and are ignored where nothing is known', () => {
    const plan = planOf({
      augmentation: { steps: moving, fillValue: 7 },
      inputShape: [9, 7, 1],
      hasMasks: true,
      ignoreLabel: 300,
    })
    for (let index = 0; index < 40; index += 1) {
      const { pixels, labels } = pair(plan, index)
      expect([...pixels].map((value) => (value === 7 ? 300 : (value - 100) / 100))).toEqual([...labels])
    }
  })

  it('are background beyond the edge where no label is ignored, and mirrored with the picture', () => {
    const plain = planOf({ augmentation: { steps: moving, fillValue: 100 }, inputShape: [9, 7, 1], hasMasks: true })
    const mirrored = planOf({
      augmentation: { steps: moving, fillMode: 'reflect' },
      inputShape: [9, 7, 1],
      hasMasks: true,
      ignoreLabel: 255,
    })
    for (let index = 0; index < 40; index += 1) {
      for (const plan of [plain, mirrored]) {
        const { pixels, labels } = pair(plan, index)
        expect([...pixels].map((value) => (value - 100) / 100)).toEqual([...labels])
      }
    }
  })

  it('follow turns, zooms and lenses to the nearest pixel', () => {
    const steps = [
      { kind: 'RandomRotation', degrees: 40 },
      { kind: 'RandomLensDistortion' },
      { kind: 'RandomZoom', scale: [1.5, 2] },
    ]
    const plan = planOf({ augmentation: { steps }, inputShape: [32, 24, 1], hasMasks: true, ignoreLabel: 255 })
    for (let index = 0; index < 10; index += 1) {
      const { pixels, labels } = pair(plan, index)
      for (const [place, value] of pixels.entries()) {
        // The nearest pixel weighs more than a quarter: what is nearly one colour is that colour's label.
        if (value > 190) expect(labels[place]).toBe(1)
        if (value >= 100 && value < 110) expect(labels[place]).toBe(0)
        expect(value === 0).toBe(labels[place] === 255)
      }
    }
  })

  it('are ignored where the picture is erased, and else stay', () => {
    const steps = [{ kind: 'RandomErasing', probability: 1, value: 9, scale: [0.2, 0.4] }]
    const shape = { inputShape: [9, 7, 1], hasMasks: true }
    const { pixels, labels } = pair(planOf({ augmentation: { steps }, ...shape, ignoreLabel: 255 }), 3)
    expect([...pixels].map((value) => value === 9)).toEqual([...labels].map((label) => label === 255))
    expect(labels).toContain(255)
    expect(pair(planOf({ augmentation: { steps }, ...shape }), 3).labels).toEqual(
      pair(planOf({ augmentation: {}, ...shape }), 3).labels,
    )
  })
})
