import { describe, expect, it } from 'vitest'
import { optimizerSchema } from '#shared/document/optimizers.ts'
import type { NamedTensor, TrainingPlan, TrainingSession } from '../engine.ts'
import { engines } from '../registry.ts'
import { type ParityCase, smallNetworks } from './cases.ts'
import { batchFor, findCandidates, findDisagreement, optimizerOf, planCase, withSession } from './harness.ts'

const { reference, others } = await findCandidates(engines)
const candidates = [reference, ...others].map(
  (candidate) => [`${candidate.device.engine}/${candidate.device.device}`, candidate] as const,
)

const network: ParityCase = {
  name: 'optimisers',
  shape: [6, 5, 2],
  steps: [
    ['Conv2D', { filters: 3, activation: 'tanh' }],
    ['Flatten'],
    ['Dense', { units: 3, activation: 'softmax', kernelL2: 0.01 }],
  ],
  loss: 'categoricalCrossentropy',
}

type Update = (weight: number, gradient: number, step: number) => number

/**
 * One weight's optimiser in plain numbers, straight from Keras's source (keras/src/optimizers, version 3);
 * but for the velocity, into which Keras puts the learning rate of each step, and tf.train and PyTorch do not.
 */
const kerasUpdates: Record<string, { settings: object; learn: (rate: (step: number) => number) => Update }> = {
  'momentum, Nesterov': {
    settings: { kind: 'momentum', learningRate: 0.1, momentum: 0.8, nesterov: true },
    learn(rate) {
      let velocity = 0
      return (weight, gradient, step) => {
        velocity = 0.8 * velocity + gradient
        return weight - rate(step) * (gradient + 0.8 * velocity)
      }
    },
  },
  adadelta: {
    settings: { kind: 'adadelta', learningRate: 0.5, rho: 0.7, epsilon: 1e-5 },
    learn(rate) {
      let [squares, updates] = [0, 0]
      return (weight, gradient, step) => {
        squares = 0.7 * squares + (1 - 0.7) * gradient ** 2
        const change = (-Math.sqrt(updates + 1e-5) * gradient) / Math.sqrt(squares + 1e-5)
        updates = 0.7 * updates + (1 - 0.7) * change ** 2
        return weight + rate(step) * change
      }
    },
  },
  adamw: {
    settings: { kind: 'adamw', learningRate: 0.01, weightDecay: 0.2, beta1: 0.85, beta2: 0.95 },
    learn(rate) {
      let [m, v] = [0, 0]
      return (weight, gradient, step) => {
        const decayed = weight - weight * 0.2 * rate(step)
        m += (gradient - m) * (1 - 0.85)
        v += (gradient ** 2 - v) * (1 - 0.95)
        const alpha = (rate(step) * Math.sqrt(1 - 0.95 ** step)) / (1 - 0.85 ** step)
        return decayed - (m * alpha) / (Math.sqrt(v) + 1e-7)
      }
    },
  },
  nadam: {
    settings: { kind: 'nadam', learningRate: 0.01, beta1: 0.85, beta2: 0.95 },
    learn(rate) {
      let [m, v, product] = [0, 0, 1]
      return (weight, gradient, step) => {
        const now = 0.85 * (1 - 0.5 * 0.96 ** step)
        const next = 0.85 * (1 - 0.5 * 0.96 ** (step + 1))
        product *= now
        m += (gradient - m) * (1 - 0.85)
        v += (gradient ** 2 - v) * (1 - 0.95)
        const ahead = (next * m) / (1 - product * next) + ((1 - now) * gradient) / (1 - product)
        return weight - (ahead * rate(step)) / (Math.sqrt(v / (1 - 0.95 ** step)) + 1e-7)
      }
    },
  },
}

const steps = 6

/** The weights that a session has after each step, and the gradients with which it came there. */
async function record(session: TrainingSession, plan: TrainingPlan, rate?: (step: number) => number) {
  const trail: { before: NamedTensor[]; gradients: NamedTensor[]; after: NamedTensor[] }[] = []
  for (let step = 1; step <= steps; step += 1) {
    const batch = batchFor(plan, { count: 4, seed: step })
    if (rate) await session.setLearningRate(rate(step))
    const before = await session.readWeights()
    const gradients = (await session.gradients?.(batch)) ?? []
    await session.trainStep(batch)
    trail.push({ before, gradients, after: await session.readWeights() })
  }
  return trail
}

function valuesOf(tensors: readonly NamedTensor[], name: string): Float32Array {
  return tensors.find((tensor) => tensor.name === name)?.values ?? new Float32Array(0)
}

/** `gradient` may change the gradients of one step, all together, before they are used. */
function replay(
  trail: Awaited<ReturnType<typeof record>>,
  learn: () => Update,
  clip: (gradients: readonly NamedTensor[]) => NamedTensor[] = (gradients) => [...gradients],
): NamedTensor[] {
  const clipped = trail.map(({ gradients }) => clip(gradients))
  return (trail[0]?.before ?? []).map((tensor) => ({
    ...tensor,
    values: tensor.values.map((initial, index) => {
      const update = learn()
      return clipped.reduce(
        (weight, gradients, step) => update(weight, valuesOf(gradients, tensor.name)[index] ?? Number.NaN, step + 1),
        initial,
      )
    }),
  }))
}

const descent: () => Update = () => (weight, gradient) => weight - 0.5 * gradient
const normOf = (tensors: readonly NamedTensor[]) => Math.hypot(...tensors.flatMap(({ values }) => [...values]))
const mapValues = (tensors: readonly NamedTensor[], change: (value: number) => number): NamedTensor[] =>
  tensors.map((tensor) => ({ ...tensor, values: tensor.values.map(change) }))

describe.each(candidates)('%s', (_title, candidate) => {
  describe.each(Object.entries(kerasUpdates))('with %s', (_kind, { settings, learn }) => {
    const optimizer = optimizerSchema.parse(settings)
    const plan = planCase(network, optimizer)

    it.each([
      ['does what Keras does', undefined],
      ['takes a learning rate anew at each step', (step: number) => 0.02 / step],
    ])('%s', async (_what, rate) => {
      const trail = await withSession(candidate, plan, (session) => record(session, plan, rate))
      const expected = replay(trail, () => learn(rate ?? (() => optimizer.learningRate)))
      expect(findDisagreement(expected, trail.at(-1)?.after ?? [])).toBeNull()
    })
  })

  it.each([
    [{ clipValue: 0.01 }],
    [{ clipNorm: 0.05 }],
    [{ clipNorm: 0.02, clipValue: 0.01 }],
    [{ clipNorm: 1e6, clipValue: 1e6 }],
  ])('holds gradients down by %o', async (clipping) => {
    const { clipNorm, clipValue } = { clipNorm: Number.POSITIVE_INFINITY, clipValue: 1e6, ...clipping }
    const plan = { ...planCase(network, optimizerOf({ kind: 'sgd', learningRate: 0.5 })), ...clipping }
    const trail = await withSession(candidate, plan, (session) => record(session, plan))
    const isHeld = trail.some(({ gradients }) => normOf(gradients) > clipNorm)
    expect(isHeld || clipNorm > 1).toBe(true)
    const expected = replay(trail, descent, (gradients) => {
      const held = mapValues(gradients, (value) => Math.max(-clipValue, Math.min(clipValue, value)))
      const norm = normOf(held)
      return norm > clipNorm ? mapValues(held, (value) => (value * clipNorm) / norm) : held
    })
    expect(findDisagreement(expected, trail.at(-1)?.after ?? [])).toBeNull()
  })

  it.each(['momentum', 'nadam'])('hands %s over in the middle', async (kind) => {
    const [parityCase = network] = smallNetworks
    const settings = { kind, ...(kind === 'momentum' ? { nesterov: true } : {}) }
    const plan = planCase(parityCase, optimizerOf(settings))
    const batches = [1, 2, 3, 4].map((seed) => batchFor(plan, { count: 4, seed }))
    const half = await withSession(reference, plan, async (session) => {
      for (const batch of batches.slice(0, 2)) await session.trainStep(batch)
      const saved = { weights: await session.readWeights(), optimizer: await session.readOptimizer() }
      for (const batch of batches.slice(2)) await session.trainStep(batch)
      return { ...saved, end: await session.readWeights() }
    })
    const end = await withSession(candidate, plan, async (session) => {
      await session.writeWeights(half.weights)
      await session.writeOptimizer(half.optimizer)
      for (const batch of batches.slice(2)) await session.trainStep(batch)
      return session.readWeights()
    })
    expect(findDisagreement(half.end, end)).toBeNull()
  })
})
