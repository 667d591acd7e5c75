import { z } from 'zod'

/** What is told of each epoch, and can be watched: losses are better low, accuracies high. */
export const monitors = ['valLoss', 'valAccuracy', 'loss', 'accuracy'] as const

const rate = z.number().min(0).max(1000)
const factor = z.number().min(1e-6).max(1)
const epochs = z.number().min(0.01).max(100_000)

/**
 * How the learning rate goes along a run. Keras's formulas and names where it has them, with steps counted in epochs, so
 * that a schedule stays what it is when the batch size changes; OneCycleLR, StepLR and MultiStepLR are PyTorch's.
 */
export const scheduleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('constant') }),
  /** StepLR: times `factor` after every `stepEpochs`. */
  z.object({ kind: z.literal('step'), stepEpochs: epochs.default(10), factor: factor.default(0.1) }),
  /** MultiStepLR, or PiecewiseConstantDecay: times `factor` at the end of each epoch that is listed. */
  z.object({
    kind: z.literal('piecewise'),
    boundaries: z.array(epochs).min(1).max(100).default([5]),
    factor: factor.default(0.1),
  }),
  /** ExponentialDecay: rate × decayRate^(epochs / decayEpochs), in whole stairs with `staircase`. */
  z.object({
    kind: z.literal('exponential'),
    decayEpochs: epochs.default(1),
    decayRate: factor.default(0.9),
    staircase: z.boolean().default(false),
  }),
  /** CosineDecay over the whole run, down to `alpha` of the rate. */
  z.object({ kind: z.literal('cosine'), alpha: z.number().min(0).max(1).default(0) }),
  /** OneCycleLR with cosines: from max / divFactor up to max in the first `pctStart` of the run, then down to max / divFactor / finalDivFactor. */
  z.object({
    kind: z.literal('oneCycle'),
    maxLearningRate: rate.default(0.01),
    pctStart: z.number().min(0.01).max(0.99).default(0.3),
    divFactor: z.number().min(1).max(1e6).default(25),
    finalDivFactor: z.number().min(1).max(1e8).default(1e4),
  }),
  /** ReduceLROnPlateau: times `factor` when `monitor` was no better by `minDelta` for `patience` epochs. */
  z.object({
    kind: z.literal('plateau'),
    monitor: z.enum(monitors).default('valLoss'),
    factor: factor.default(0.1),
    patience: z.int().min(1).max(10_000).default(3),
    minDelta: z.number().min(0).max(1000).default(1e-4),
    cooldown: z.int().min(0).max(10_000).default(0),
    minLearningRate: rate.default(0),
  }),
])

export type Monitor = (typeof monitors)[number]
export type Schedule = z.infer<typeof scheduleSchema>
export type ScheduleKind = Schedule['kind']
export type PlateauSchedule = Extract<Schedule, { kind: 'plateau' }>

export const scheduleKinds = scheduleSchema.options.map(({ shape }) => shape.kind.value)

/** The schedule of `kind` with its defaults. */
export function defaultSchedule(kind: ScheduleKind): Schedule {
  return scheduleSchema.parse({ kind })
}
