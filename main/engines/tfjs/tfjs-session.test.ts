import { describe, expect, it } from 'vitest'
import { type BuiltModel, buildModel } from '#main/compile/tfjs/build-model.ts'
import { readModelWeights } from '#main/compile/tfjs/model-weights.ts'
import { tf } from '#main/compile/tfjs/tensorflow.ts'
import { type OptimizerSettings, optimizerKinds, optimizerSchema } from '#shared/document/optimizers.ts'
import type { LossName } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { fillDropoutMask } from '../dropout-masks.ts'
import type { Batch, NamedTensor, TrainingPlan, TrainingSession } from '../engine.ts'
import { createTfjsEngine } from './tfjs-engine.ts'

const tfjsEngine = createTfjsEngine(null)

const shape: [number, number, number] = [5, 4, 2]
const classes = 3
const device = { engine: 'tfjs', device: 'cpu', name: 'JavaScript' } as const

/** Without weights that do nothing, as a bias before a normalisation: their gradients are noise, which Adam magnifies. */
const withNorm: ChainStep[] = [
  ['Conv2D', { filters: 3, activation: 'tanh' }],
  ['BatchNormalization', { momentum: 0.7 }],
  ['Activation', { activation: 'sigmoid' }],
  ['Flatten'],
  ['Dense', { units: 4, useBias: false }],
  ['BatchNormalization'],
  ['Dense', { units: classes, activation: 'softmax' }],
]
const withDropout: ChainStep[] = [
  ['Conv2D', { filters: 3, activation: 'relu' }],
  ['Dropout', { rate: 0.4 }],
  ['Flatten'],
  ['Dropout', { rate: 0.2 }],
  ['Dense', { units: classes }],
  ['Activation', { activation: 'softmax' }],
]

const head: ChainStep[] = [['Flatten'], ['Dense', { units: classes, activation: 'softmax' }]]

function planOf(
  steps: ChainStep[],
  optimizer: object = { kind: 'adam' },
  loss: LossName = 'categoricalCrossentropy',
): TrainingPlan {
  const graph = checkGraph(drawChain('test', shape, steps, { loss }))
  return { graph, loss, optimizer: optimizerSchema.parse(optimizer), seed: 11, threads: 0 }
}

function batchOf(count: number, seed = 1): Batch {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 8
  }
  return {
    count,
    pixels: Uint8Array.from({ length: count * 40 }, () => next() % 256),
    labels: Uint8Array.from({ length: count }, () => next() % classes),
  }
}

function tensorsOf({ count, pixels, labels }: Batch): [tf.Tensor4D, tf.Tensor2D] {
  const values = Array.from(pixels, (pixel) => pixel / 255)
  return tf.tidy(() => [
    tf.tensor4d(values, [count, ...shape]),
    tf.oneHot(tf.tensor1d([...labels], 'int32'), classes) as tf.Tensor2D,
  ])
}

function expectSame(actual: readonly NamedTensor[], expected: readonly NamedTensor[], tolerance: number): void {
  expect(actual.map(({ name }) => name)).toEqual(expected.map(({ name }) => name))
  for (const [index, { name, values }] of expected.entries()) {
    const other = actual[index]?.values ?? new Float32Array(0)
    const largest = Math.max(...values.map((value, place) => Math.abs(value - (other[place] ?? Number.NaN))))
    expect(largest, name).toBeLessThanOrEqual(tolerance)
  }
}

/** Opens a session, and sees to it that no tensor is left when it is closed. */
async function use<T>(plan: TrainingPlan, run: (session: TrainingSession) => Promise<T>): Promise<T> {
  const { numTensors } = tf.memory()
  const session = await tfjsEngine.open(plan, device)
  try {
    return await run(session)
  } finally {
    await session.dispose()
    expect(tf.memory().numTensors).toBe(numTensors)
  }
}

/** Mean −log of the softmax of x·kernel at the labels, in double precision; the kernel is `[inputs, classes]`. */
function crossentropyOf(x: number[], kernel: Float32Array, labels: Batch['labels']): number {
  const inputs = x.length / labels.length
  const losses = Array.from(labels, (label, row) => {
    const logits = Array.from({ length: classes }, (_, unit) =>
      Array.from(
        { length: inputs },
        (_, index) => (x[row * inputs + index] ?? 0) * (kernel[index * classes + unit] ?? 0),
      ).reduce((sum, product) => sum + product, 0),
    )
    return Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - (logits[label] ?? 0)
  })
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length
}

/** tfjs's own optimisers with the settings of ours. tf.train.adagrad always takes its backend's epsilon, 1e-7. */
function trainOptimizer(settings: OptimizerSettings): tf.Optimizer {
  const { learningRate } = settings
  switch (settings.kind) {
    case 'sgd':
      return tf.train.sgd(learningRate)
    case 'momentum':
      return tf.train.momentum(learningRate, settings.momentum, settings.nesterov)
    case 'rmsprop':
      return tf.train.rmsprop(learningRate, settings.rho, 0, settings.epsilon)
    case 'adagrad':
      return tf.train.adagrad(learningRate, settings.initialAccumulator)
    case 'adam':
      return tf.train.adam(learningRate, settings.beta1, settings.beta2, settings.epsilon)
    case 'adamax':
      return tf.train.adamax(learningRate, settings.beta1, settings.beta2, settings.epsilon)
    default:
      throw new Error(`tf.train has no ${settings.kind}`)
  }
}

/** Trains the exported model, all of stock layers, by tfjs's own means. */
async function trainStock(plan: TrainingPlan, batches: Batch[]): Promise<{ losses: number[]; weights: NamedTensor[] }> {
  const built: BuiltModel = buildModel(plan.graph, { seed: plan.seed })
  const optimizer = trainOptimizer(plan.optimizer)
  built.model.compile({ optimizer, loss: plan.loss })
  const losses: number[] = []
  for (const batch of batches) {
    const [pictures, labels] = tensorsOf(batch)
    losses.push(Number(await built.model.trainOnBatch(pictures, labels)))
    tf.dispose([pictures, labels])
  }
  const weights = readModelWeights(built)
  built.model.dispose()
  optimizer.dispose()
  return { losses, weights }
}

describe('a step of training', () => {
  const batches = Array.from({ length: 20 }, (_, index) => batchOf(index === 3 ? 2 : 4, index + 1))

  // tf.train's Adadelta is not that of the paper.
  const missing: readonly string[] = ['adamw', 'nadam', 'adadelta']
  it.each(optimizerKinds.filter((kind) => !missing.includes(kind)))(
    'is that of tfjs, for 20 steps of %s, batch normalisation and all',
    async (kind) => {
      const plan = planOf(withNorm, { kind, learningRate: 0.01 })
      const stock = await trainStock(plan, batches)
      await use(plan, async (session) => {
        for (const [index, batch] of batches.entries()) {
          expect((await session.trainStep(batch)).loss).toBeCloseTo(stock.losses[index] ?? Number.NaN, 4)
        }
        expectSame(await session.readWeights(), stock.weights, 2e-5)
      })
    },
  )

  it('is that of tfjs with Nesterov’s momentum', async () => {
    const plan = planOf(withNorm, { kind: 'momentum', learningRate: 0.01, nesterov: true })
    const stock = await trainStock(plan, batches)
    await use(plan, async (session) => {
      for (const batch of batches) await session.trainStep(batch)
      expectSame(await session.readWeights(), stock.weights, 2e-5)
    })
  })

  it('drops what the shared masks say, by step and by layer', async () => {
    const plan = planOf(
      [
        ['Flatten'],
        ['Dropout', { rate: 0.4 }],
        ['Dropout', { rate: 0.2 }],
        ['Dense', { units: classes, activation: 'softmax' }],
      ],
      { kind: 'sgd', learningRate: 0 },
    )
    const batch = batchOf(3)
    await use(plan, async (session) => {
      const [kernel] = await session.readWeights()
      for (const step of [0, 1]) {
        const masks = [0.4, 0.2].map((rate, layer) => {
          const mask = new Float32Array(batch.pixels.length)
          fillDropoutMask(mask, rate, { seed: plan.seed, step, layer })
          return mask
        })
        const kept = Array.from(batch.pixels, (pixel, index) =>
          masks.reduce((x, mask) => x * (mask[index] ?? 0), pixel / 255),
        )
        const { loss } = await session.trainStep(batch)
        expect(loss).toBeCloseTo(crossentropyOf(kept, kernel?.values ?? new Float32Array(0), batch.labels), 5)
      }
    })
  })

  it('moves statistics by 1 - momentum towards the mean and the biased variance of the batch', async () => {
    const plan = planOf([['BatchNormalization', { momentum: 0.7, epsilon: 0.01 }], ...head], { kind: 'sgd' })
    const batch = batchOf(4)
    await use(plan, async (session) => {
      await session.trainStep(batch)
      const weights = new Map((await session.readWeights()).map(({ name, values }) => [name, values]))
      for (const channel of [0, 1]) {
        const values = [...batch.pixels].filter((_, index) => index % 2 === channel).map((pixel) => pixel / 255)
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
        expect(weights.get('batchnormalization-1/moving_mean')?.[channel]).toBeCloseTo(0.3 * mean, 6)
        expect(weights.get('batchnormalization-1/moving_variance')?.[channel]).toBeCloseTo(0.7 + 0.3 * variance, 6)
      }
    })
  })

  it.each(['scale', 'center'])('normalises without %s', async (name) => {
    const steps: ChainStep[] = [['BatchNormalization', { [name]: false }], ...head]
    await use(planOf(steps), async (session) => {
      const { loss } = await session.trainStep(batchOf(4))
      expect((await session.trainStep(batchOf(4))).loss).toBeLessThan(loss)
    })
  })

  it('has a finite loss, and gradients, where probabilities round to 0', async () => {
    await use(planOf(head), async (session) => {
      const weights = (await session.readWeights()).map((tensor) => ({
        ...tensor,
        values: tensor.values.map((value) => value * 1e3),
      }))
      await session.writeWeights(weights)
      const batch = batchOf(8)
      const { loss, probabilities } = await session.evaluate(batch)
      expect([...probabilities]).toContain(0)
      expect(loss).toBeGreaterThan(50)
      expect(Number.isFinite(loss)).toBe(true)
      const gradients = (await session.gradients?.(batch)) ?? []
      expect(gradients.flatMap(({ values }) => [...values]).some((value) => value !== 0)).toBe(true)
      expect(gradients.flatMap(({ values }) => [...values]).every(Number.isFinite)).toBe(true)
    })
  })
})

describe('a session', () => {
  const batch = batchOf(4)

  it('asked for gradients stays as it was', async () => {
    await use(planOf([...withNorm.slice(0, -1), ['Dropout'], ...withNorm.slice(-1)]), async (session) => {
      await session.trainStep(batch)
      const before = { weights: await session.readWeights(), optimizer: await session.readOptimizer() }
      const gradients = await session.gradients?.(batch)
      expect(gradients?.map(({ name }) => name)).not.toContain('batchnormalization-1/moving_mean')
      expect(await session.gradients?.(batch)).toEqual(gradients)
      expect({ weights: await session.readWeights(), optimizer: await session.readOptimizer() }).toEqual(before)
    })
  })

  it.each(optimizerKinds)('goes on exactly where another one with %s stopped', async (kind) => {
    const plan = planOf(withDropout, { kind })
    const batches = [1, 2, 3, 4].map((seed) => batchOf(4, seed))
    const losses: number[] = []
    const half = await use(plan, async (session) => {
      for (const one of batches.slice(0, 2)) await session.trainStep(one)
      const saved = { weights: await session.readWeights(), optimizer: await session.readOptimizer() }
      for (const one of batches.slice(2)) losses.push((await session.trainStep(one)).loss)
      return { ...saved, end: await session.readWeights() }
    })
    await use(plan, async (session) => {
      await session.writeWeights(half.weights)
      await session.writeOptimizer(half.optimizer)
      const again: number[] = []
      for (const one of batches.slice(2)) again.push((await session.trainStep(one)).loss)
      expect(again).toEqual(losses)
      expect(await session.readWeights()).toEqual(half.end)
    })
  })

  it('refuses the memory of another optimizer and the weights of another network', async () => {
    const other = await use(planOf(withDropout, { kind: 'momentum' }), async (session) => ({
      weights: await session.readWeights(),
      optimizer: await session.readOptimizer(),
    }))
    await use(planOf(withNorm), async (session) => {
      const refusal = expect.objectContaining({ code: 'engine.weightsMismatch' })
      await expect(session.writeOptimizer(other.optimizer)).rejects.toEqual(refusal)
      await expect(session.writeWeights(other.weights)).rejects.toEqual(refusal)
    })
  })

  it('evaluates without dropout, with probabilities, loss and hits that belong together', async () => {
    await use(planOf(withDropout), async (session) => {
      const { loss, correct, probabilities } = await session.evaluate(batch)
      const rows = [...batch.labels].map((label, row) => ({
        label,
        row: [...probabilities.slice(row * classes, (row + 1) * classes)],
      }))
      for (const { row } of rows) expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
      expect(loss).toBeCloseTo(
        rows.reduce((sum, { label, row }) => sum - Math.log(row[label] ?? 0), 0) / rows.length,
        5,
      )
      expect(correct).toBe(rows.filter(({ label, row }) => row.indexOf(Math.max(...row)) === label).length)
      expect((await session.evaluate(batch)).probabilities).toEqual(probabilities)
    })
  })

  it('shows what each layer gives, the softmax too', async () => {
    await use(planOf(withDropout), async (session) => {
      const { probabilities } = await session.evaluate(batch)
      const ids = ['input-1', 'conv2d-1', 'activation-1', 'nowhere', 'output-1']
      for (let time = 0; time < 2; time += 1) {
        const shown = await session.activations(batch, ids)
        expect(shown.map(({ nodeId, shape }) => [nodeId, shape])).toEqual([
          ['input-1', [4, 5, 4, 2]],
          ['conv2d-1', [4, 3, 2, 3]],
          ['activation-1', [4, classes]],
          ['output-1', [4, classes]],
        ])
        expect(shown[0]?.values[7]).toBeCloseTo((batch.pixels[7] ?? 0) / 255, 6)
        expect(shown[2]?.values).toEqual(probabilities)
      }
      expect(await session.activations(batch, [])).toEqual([])
    })
  })

  it('is not opened on a device that there is not', async () => {
    await expect(tfjsEngine.open(planOf(head), { ...device, device: 'abacus' })).rejects.toEqual(
      expect.objectContaining({ code: 'engine.unknownDevice' }),
    )
  })
})
