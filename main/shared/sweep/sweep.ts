import { z } from 'zod'

/** Most trainings that one sweep may ask for; more are a slip of the hand. */
export const mostTrials = 1000
export const mostAxes = 8
export const mostValues = 200

/** What is varied: a parameter of one layer, or a setting of `sweepSettings`. */
export const axisTargetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('layer'), nodeId: z.string().min(1).max(100), parameter: z.string().min(1).max(100) }),
  z.object({ kind: z.literal('setting'), setting: z.string().min(1).max(100) }),
])

export const axisValuesSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('list'), values: z.array(z.json()).min(1).max(mostValues) }),
  /** Both ends included; `log` has equal ratios between neighbours. A random search draws from all of it, not from `count` places. */
  z.object({
    kind: z.literal('range'),
    from: z.number(),
    to: z.number(),
    scale: z.enum(['linear', 'log']).default('linear'),
    count: z.int().min(2).max(mostValues).default(5),
  }),
])

export const axisSchema = z.object({ target: axisTargetSchema, values: axisValuesSchema })

const seed = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)
  .default(1)
const trials = z.int().min(1).max(mostTrials)

export const strategySchema = z.discriminatedUnion('kind', [
  /** Every combination. */
  z.object({ kind: z.literal('grid') }),
  z.object({ kind: z.literal('random'), trials: trials.default(20), seed }),
  /**
   * Successive halving (Jamieson and Talwalkar 2016): all are trained for `minEpochs`, the best 1/`eta` of them go on for
   * `eta` times as many, and so on up to the drawing's epochs. With `trials` so many are drawn at random, else it is the grid.
   */
  z.object({
    kind: z.literal('halving'),
    trials: trials.nullable().default(null),
    seed,
    eta: z.int().min(2).max(10).default(3),
    minEpochs: z.int().min(1).max(100_000).default(1),
  }),
])

export const objectives = ['valAccuracy', 'valLoss'] as const

export const sweepSchema = z.object({
  /** The tag of its runs; the drawing's name where it is empty. */
  name: z.string().trim().max(60).default(''),
  /** Without axes it is the drawing itself, as often as `repeats` says. */
  axes: z.array(axisSchema).max(mostAxes).default([]),
  strategy: strategySchema.default({ kind: 'grid' }),
  /** Trainings of each combination, with the seeds from the drawing's on. */
  repeats: z.int().min(1).max(50).default(1),
  /** Of training; the epoch in which it runs out is the last. */
  budgetSeconds: z.number().positive().max(1e8).nullable().default(null),
  objective: z.enum(objectives).default('valAccuracy'),
})

export type AxisTarget = z.infer<typeof axisTargetSchema>
export type AxisValues = z.infer<typeof axisValuesSchema>
export type Axis = z.infer<typeof axisSchema>
export type Strategy = z.infer<typeof strategySchema>
export type Objective = (typeof objectives)[number]
export type Sweep = z.infer<typeof sweepSchema>
/** A value of an axis, as it is stored in a document. */
export type AxisValue = z.infer<ReturnType<typeof z.json>>
