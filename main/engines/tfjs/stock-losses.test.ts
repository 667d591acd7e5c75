import { describe, expect, it } from 'vitest'
import { buildModel } from '#main/compile/tfjs/build-model.ts'
import { readModelWeights } from '#main/compile/tfjs/model-weights.ts'
import { tf } from '#main/compile/tfjs/tensorflow.ts'
import type { LossName } from '#shared/document/schema.ts'
import type { NamedTensor, TrainingPlan } from '../engine.ts'
import { batchFor, findDisagreement, optimizerOf, planCase, withSession } from '../parity/harness.ts'
import { createTfjsEngine } from './tfjs-engine.ts'

const tfjsEngine = createTfjsEngine(null)

const candidate = { engine: tfjsEngine, device: { engine: 'tfjs', device: 'cpu', name: 'JavaScript' } as const }
const classes = 3

function planOf(loss: LossName, rates: Record<string, number> = {}): TrainingPlan {
  const activation = loss === 'binaryCrossentropy' ? 'sigmoid' : 'softmax'
  const steps: [string, Record<string, number | string>?][] = [
    ['Conv2D', { filters: 3, activation: 'tanh', ...rates }],
    ['Flatten'],
    ['Dense', { units: classes, activation, ...rates }],
  ]
  return planCase({ name: loss, shape: [5, 4, 2], steps, loss }, optimizerOf({ kind: 'sgd', learningRate: 0.3 }))
}

const batches = (plan: TrainingPlan) => Array.from({ length: 5 }, (_, seed) => batchFor(plan, { count: 4, seed }))

/** Trains the exported model by tfjs's own means; `weights` by class, as Keras's fit has them. */
async function trainStock(plan: TrainingPlan, loss: string): Promise<{ losses: number[]; weights: NamedTensor[] }> {
  const built = buildModel(plan.graph, { seed: plan.seed })
  built.model.compile({ optimizer: tf.train.sgd(plan.optimizer.learningRate), loss })
  const losses: number[] = []
  for (const { count, pixels, labels } of batches(plan)) {
    const x = tf.tensor4d(
      Array.from(pixels, (pixel) => pixel / 255),
      [count, 5, 4, 2],
    )
    // tfjs's divergence of whole numbers is NaN.
    const y = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d([...labels], 'int32'), classes), 'float32'))
    losses.push(Number(await built.model.trainOnBatch(x, y)))
    tf.dispose([x, y])
  }
  const weights = readModelWeights(built)
  built.model.dispose()
  return { losses, weights }
}

async function expectLike(plan: TrainingPlan): Promise<void> {
  const stock = await trainStock(plan, plan.loss)
  await withSession(candidate, plan, async (session) => {
    for (const [index, batch] of batches(plan).entries()) {
      expect((await session.trainStep(batch)).loss).toBeCloseTo(stock.losses[index] ?? Number.NaN, 5)
    }
    expect(findDisagreement(stock.weights, await session.readWeights())).toBeNull()
  })
}

describe('the losses of the tfjs engine', () => {
  it.each([
    'categoricalCrossentropy',
    'binaryCrossentropy',
    'kullbackLeiblerDivergence',
    'categoricalHinge',
    'meanSquaredError',
    'meanAbsoluteError',
  ] as const)('train as tfjs’s own %s does', (loss) => expectLike(planOf(loss)))

  it.each([[{ kernelL1: 0.01 }], [{ kernelL2: 0.02 }], [{ kernelL1: 0.01, kernelL2: 0.02 }]])(
    'count the penalty of kernels with %o once, as tfjs does',
    (rates) => expectLike(planOf('categoricalCrossentropy', rates)),
  )

  it('are Huber’s on both sides of 1, by hand', async () => {
    const plan = planCase(
      {
        name: 'huber',
        shape: [1, 1, 2],
        steps: [['Flatten'], ['Dense', { units: classes, useBias: false }]],
        loss: 'huber',
      },
      optimizerOf({ kind: 'sgd' }),
    )
    await withSession(candidate, plan, async (session) => {
      await session.writeWeights([
        { name: 'dense-1/kernel', shape: [2, 3], values: Float32Array.of(3, 0.5, -2, 0, 0, 0) },
      ])
      const { loss } = await session.evaluate({ count: 1, pixels: Uint8Array.of(255, 0), labels: Uint8Array.of(0) })
      // The errors are 2, 0.5 and -2.
      expect(loss).toBeCloseTo((1.5 + 0.125 + 1.5) / 3, 6)
    })
  })

  it('smooth labels and weigh classes as Keras does, the latter in training alone', async () => {
    const plain = planOf('categoricalCrossentropy')
    const plan = { ...plain, labelSmoothing: 0.3, weightByClass: [1, 2, 4] }
    const [batch = batchFor(plan, { count: 4, seed: 0 })] = batches(plan)
    const losses = await withSession(candidate, plan, async (session) => {
      const { loss, probabilities } = await session.evaluate(batch)
      return { probabilities, evaluation: loss, training: (await session.trainStep(batch)).loss }
    })
    const each = Array.from(batch.labels, (label, row) =>
      Array.from({ length: classes }, (_, index) => {
        const target = (index === label ? 0.7 : 0) + 0.1
        return -target * Math.log(losses.probabilities[row * classes + index] ?? 0)
      }).reduce((sum, term) => sum + term, 0),
    )
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(losses.evaluation).toBeCloseTo(mean(each), 5)
    expect(losses.training).toBeCloseTo(mean(each.map((loss, row) => loss * 2 ** (batch.labels[row] ?? 0))), 5)
  })

  it('are finite where probabilities round to 0 or 1', async () => {
    for (const loss of ['binaryCrossentropy', 'kullbackLeiblerDivergence'] as const) {
      const plan = planOf(loss)
      await withSession(candidate, plan, async (session) => {
        const weights = await session.readWeights()
        await session.writeWeights(
          weights.map((tensor) => ({ ...tensor, values: tensor.values.map((value) => value * 1e3) })),
        )
        const batch = batchFor(plan, { count: 8, seed: 1 })
        const { loss: found, probabilities } = await session.evaluate(batch)
        expect([...probabilities].some((p) => p === 0 || p === 1)).toBe(true)
        expect(found).toBeGreaterThan(20)
        expect(Number.isFinite(found)).toBe(true)
        const gradients = (await session.gradients?.(batch)) ?? []
        const values = gradients.flatMap((tensor) => [...tensor.values])
        expect(values.some((value) => value !== 0) && values.every(Number.isFinite)).toBe(true)
      })
    }
  })
})
