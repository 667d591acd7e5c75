import { describe, expect, it } from 'vitest'
import { type Schedule, scheduleSchema } from '../document/schedules.ts'
import { learningRateAt, type RatePlan, settlePlateau } from './learning-rate.ts'
import type { EpochScores } from './monitor.ts'

function plan(schedule: unknown, others: Partial<RatePlan> = {}): RatePlan {
  const parsed: Schedule = scheduleSchema.parse(schedule)
  return { schedule: parsed, warmupEpochs: 0, epochs: 10, learningRate: 0.1, stepsPerEpoch: 4, ...others }
}

function ratesOf(settings: RatePlan): number[] {
  return Array.from({ length: settings.epochs * settings.stepsPerEpoch }, (_, step) => learningRateAt(settings, step))
}

function expectRates(found: number[], wanted: number[]): void {
  expect(found.length).toBe(wanted.length)
  for (const [step, rate] of wanted.entries()) expect(found[step], `step ${step}`).toBeCloseTo(rate, 12)
}

describe('the learning rate', () => {
  it('stays as it is without a schedule', () => {
    expect(new Set(ratesOf(plan({ kind: 'constant' })))).toEqual(new Set([0.1]))
  })

  it('falls in steps, as StepLR and MultiStepLR', () => {
    const step = ratesOf(plan({ kind: 'step', stepEpochs: 3, factor: 0.5 }, { epochs: 7, stepsPerEpoch: 2 }))
    expectRates(step, [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.025, 0.025])
    const listed = plan({ kind: 'piecewise', boundaries: [1, 2.5], factor: 0.1 }, { epochs: 3, stepsPerEpoch: 2 })
    expectRates(ratesOf(listed), [0.1, 0.1, 0.01, 0.01, 0.01, 0.001])
  })

  it('takes whole stairs where parts of epochs do not divide evenly', () => {
    const thirds = ratesOf(plan({ kind: 'step', stepEpochs: 1 / 3, factor: 0.5 }, { epochs: 1, stepsPerEpoch: 3 }))
    expectRates(thirds, [0.1, 0.05, 0.025])
  })

  it("is Keras's ExponentialDecay", () => {
    // initial_learning_rate * decay_rate ** (step / decay_steps), decay_steps = 2 epochs of 4 steps
    const smooth = plan({ kind: 'exponential', decayEpochs: 2, decayRate: 0.96 })
    expect(learningRateAt(smooth, 4)).toBeCloseTo(0.1 * 0.96 ** 0.5, 12)
    expect(learningRateAt(smooth, 20)).toBeCloseTo(0.1 * 0.96 ** 2.5, 12)
    const stairs = plan({ kind: 'exponential', decayEpochs: 2, decayRate: 0.96, staircase: true })
    expect(learningRateAt(stairs, 7)).toBe(0.1)
    expect(learningRateAt(stairs, 20)).toBeCloseTo(0.1 * 0.96 ** 2, 12)
  })

  it("is Keras's CosineDecay, over the steps behind the warm-up", () => {
    const cosine = plan({ kind: 'cosine', alpha: 0.1 }, { epochs: 2 })
    expect(learningRateAt(cosine, 0)).toBeCloseTo(0.1, 12)
    expect(learningRateAt(cosine, 4)).toBeCloseTo(0.1 * (0.9 * 0.5 + 0.1), 12)
    expect(learningRateAt(cosine, 8)).toBeCloseTo(0.01, 12)
    expect(learningRateAt(cosine, 99)).toBeCloseTo(0.01, 12)
    const warm = plan({ kind: 'cosine' }, { epochs: 3, warmupEpochs: 1 })
    expectRates(ratesOf(warm).slice(0, 5), [0.025, 0.05, 0.075, 0.1, 0.1])
    expect(learningRateAt(warm, 8)).toBeCloseTo(0.05, 12)
  })

  it("is PyTorch's OneCycleLR", () => {
    // OneCycleLR(max_lr=0.1, total_steps=10, pct_start=0.3): up from 0.004 over steps 0 to 2, down to 4e-7 at step 9.
    const settings = plan({ kind: 'oneCycle', maxLearningRate: 0.1 }, { epochs: 5, stepsPerEpoch: 2 })
    const down = (share: number) => 4e-7 + 0.5 * (0.1 - 4e-7) * (1 + Math.cos(Math.PI * share))
    const falling = [1, 2, 3, 4, 5, 6, 7].map((step) => down(step / 7))
    expectRates(ratesOf(settings), [0.004, 0.052, 0.1, ...falling])
    expect(ratesOf(settings)[9]).toBeCloseTo(4e-7, 12)
  })

  it.each(['constant', 'step', 'piecewise', 'exponential', 'cosine', 'oneCycle', 'plateau'])(
    'goes up in a straight line before %s',
    (kind) => {
      const bare = plan({ kind }, { epochs: 8 })
      const warm = plan({ kind }, { epochs: 10, warmupEpochs: 2 })
      const first = learningRateAt(bare, 0)
      expectRates(ratesOf(warm), [1, 2, 3, 4, 5, 6, 7, 8].map((step) => (first * step) / 8).concat(ratesOf(bare)))
    },
  )

  it('is finite and never negative, in runs of one step too', () => {
    for (const { shape } of scheduleSchema.options) {
      const kind = shape.kind.value
      for (const epochs of [1, 2]) {
        for (const warmupEpochs of [0, 0.5, 3]) {
          const rates = ratesOf(plan({ kind }, { epochs, stepsPerEpoch: 1, warmupEpochs }))
          for (const rate of rates) expect(rate >= 0 && Number.isFinite(rate), `${kind}: ${rate}`).toBe(true)
        }
      }
    }
  })
})

describe('the rate at a plateau', () => {
  const told = (valLosses: number[]): EpochScores[] =>
    valLosses.map((valLoss, index) => ({ epoch: index + 1, valLoss, valAccuracy: 1 - valLoss, loss: 0, accuracy: 0 }))
  const rateAfter = (valLosses: number[], settings: Record<string, unknown> = {}) =>
    learningRateAt(settlePlateau(plan({ kind: 'plateau', patience: 2, factor: 0.5, ...settings }), told(valLosses)), 0)

  it('falls when the patience is at its end, and the wait begins anew', () => {
    expect(rateAfter([])).toBe(0.1)
    expect(rateAfter([1, 1])).toBe(0.1)
    expect(rateAfter([1, 1, 1])).toBe(0.05)
    expect(rateAfter([1, 1, 1, 1])).toBe(0.05)
    expect(rateAfter([1, 1, 1, 1, 1])).toBe(0.025)
    expect(rateAfter([1, 1, 0.9, 1, 0.8])).toBe(0.1)
  })

  it('takes a gain no greater than minDelta for none', () => {
    expect(rateAfter([1, 0.95, 0.9], { minDelta: 0.1 })).toBe(0.05)
    expect(rateAfter([1, 0.95, 0.89], { minDelta: 0.1 })).toBe(0.1)
  })

  it('waits through the cooldown, as Keras does', () => {
    // Falls after epoch 3; epochs 4 and 5 cool down (the second already counts), 6 makes the two.
    expect(rateAfter([1, 1, 1, 1, 1], { cooldown: 2 })).toBe(0.05)
    expect(rateAfter([1, 1, 1, 1, 1, 1], { cooldown: 2 })).toBe(0.025)
  })

  it('does not go below its least, and looks at accuracy from the other side', () => {
    expect(rateAfter([1, 1, 1, 1, 1], { minLearningRate: 0.04 })).toBe(0.04)
    expect(rateAfter([0.5, 0.4, 0.3], { monitor: 'valAccuracy' })).toBe(0.1)
    expect(rateAfter([0.5, 0.6, 0.7], { monitor: 'valAccuracy' })).toBe(0.05)
  })
})
