import { z } from 'zod'

const rate = (initial: number) => z.number().min(0).max(1000).default(initial)
const share = (initial: number) => z.number().min(0).max(1).default(initial)
const epsilon = z.number().min(1e-12).max(1).default(1e-7)

/** Names and defaults are Keras's; `momentum` is SGD with momentum 0.9, as tf.train.momentum, or Nesterov's. */
export const optimizerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sgd'), learningRate: rate(0.01) }),
  z.object({
    kind: z.literal('momentum'),
    learningRate: rate(0.01),
    momentum: share(0.9),
    nesterov: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('rmsprop'),
    learningRate: rate(0.001),
    rho: share(0.9),
    epsilon,
  }),
  z.object({
    kind: z.literal('adagrad'),
    learningRate: rate(0.001),
    initialAccumulator: share(0.1),
    epsilon,
  }),
  z.object({
    kind: z.literal('adadelta'),
    learningRate: rate(0.001),
    rho: share(0.95),
    epsilon,
  }),
  z.object({
    kind: z.literal('adam'),
    learningRate: rate(0.001),
    beta1: share(0.9),
    beta2: share(0.999),
    epsilon,
  }),
  z.object({
    kind: z.literal('adamw'),
    learningRate: rate(0.001),
    weightDecay: share(0.004),
    beta1: share(0.9),
    beta2: share(0.999),
    epsilon,
  }),
  z.object({
    kind: z.literal('adamax'),
    learningRate: rate(0.001),
    beta1: share(0.9),
    beta2: share(0.999),
    epsilon,
  }),
  z.object({
    kind: z.literal('nadam'),
    learningRate: rate(0.001),
    beta1: share(0.9),
    beta2: share(0.999),
    epsilon,
  }),
])

export type OptimizerSettings = z.infer<typeof optimizerSchema>
export type OptimizerKind = OptimizerSettings['kind']

/** How many numbers per trainable parameter an optimiser remembers between steps. */
export const optimizerSlots: Record<OptimizerKind, number> = {
  sgd: 0,
  momentum: 1,
  rmsprop: 1,
  adagrad: 1,
  adadelta: 2,
  adam: 2,
  adamw: 2,
  adamax: 2,
  nadam: 2,
}

export const optimizerKinds = Object.keys(optimizerSlots) as OptimizerKind[]

/** The settings of `kind` with Keras's defaults; a learning rate that was chosen before is kept. */
export function defaultOptimizer(kind: OptimizerKind, learningRate?: number): OptimizerSettings {
  return optimizerSchema.parse({
    kind,
    ...(learningRate === undefined ? {} : { learningRate }),
  })
}
