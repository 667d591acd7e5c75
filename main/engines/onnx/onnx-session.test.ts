import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import type { Batch, NamedTensor, TrainingPlan } from '../engine.ts'
import { findBlockSize } from './block-size.ts'
import { openOnnxSession } from './onnx-session.ts'

const device = { engine: 'onnx', device: 'cpu', name: 'test' } as const

function planOf(steps: ChainStep[], shape: [number, number, number] = [11, 9, 3]): TrainingPlan {
  const document = drawChain('test', shape, [...steps, ['Flatten'], ['Dense', { units: 4, activation: 'softmax' }]])
  const { loss, optimizer } = document.training
  return { graph: checkGraph(document), loss, optimizer, seed: 7, threads: 1 }
}

function batchOf(plan: TrainingPlan, count: number): Batch {
  const size = elementCount(plan.graph.nodes[0]?.output ?? [])
  return {
    count,
    pixels: Uint8Array.from({ length: count * size }, (_, index) => Math.imul(index + 1, 2654435761) >>> 24),
    labels: Uint8Array.from({ length: count }, (_, index) => index % 4),
  }
}

/** The greatest difference over the greatest value, per tensor. */
function largestDifference(first: readonly NamedTensor[], second: readonly NamedTensor[]): number {
  const byName = new Map(second.map(({ name, values }) => [name, values]))
  return Math.max(
    ...first.map(({ name, values }) => {
      const others = byName.get(name) ?? new Float32Array()
      const scale = Math.max(...values.map(Math.abs), 1e-6)
      return Math.max(...values.map((value, index) => Math.abs(value - (others[index] ?? Number.NaN)))) / scale
    }),
  )
}

const networks: Record<string, ChainStep[]> = {
  'strides, odd filters and both paddings': [
    ['Conv2D', { filters: 18, padding: 'same', activation: 'relu' }],
    ['Conv2D', { filters: 33, kernelSize: [4, 3], strides: [2, 3], padding: 'same', activation: 'sigmoid' }],
    ['Conv2D', { filters: 5, kernelSize: [2, 2], strides: [3, 2], activation: 'tanh' }],
  ],
  'windows that overlap': [
    ['Conv2D', { filters: 16, activation: 'relu' }],
    ['MaxPooling2D', { poolSize: [3, 3], strides: [2, 2], padding: 'same' }],
    ['AveragePooling2D', { poolSize: [3, 2], strides: [1, 1], padding: 'same' }],
  ],
  'batch normalisation and dropout': [
    ['Conv2D', { filters: 8 }],
    ['BatchNormalization'],
    ['Activation', { activation: 'relu' }],
    ['Dropout', { rate: 0.25 }],
    ['Conv2D', { filters: 32, useBias: false }],
  ],
  'dilation, groups and channels by themselves': [
    ['Conv2D', { filters: 18, padding: 'same', dilationRate: [2, 3], activation: 'tanh' }],
    ['Conv2D', { filters: 20, groups: 2, dilationRate: [2, 1], padding: 'same' }],
    ['DepthwiseConv2D', { padding: 'same', activation: 'relu' }],
    ['DepthwiseConv2D', { strides: [2, 2], padding: 'same', depthMultiplier: 2 }],
    ['SeparableConv2D', { filters: 17, activation: 'tanh' }],
    ['Conv2DTranspose', { filters: 19, strides: [2, 3], padding: 'same' }],
    ['Conv2DTranspose', { filters: 9, kernelSize: [2, 2], strides: [1, 3] }],
    ['Conv2DTranspose', { filters: 18, useBias: false, activation: 'relu' }],
  ],
  sequences: [
    ['Conv2D', { filters: 18, activation: 'tanh' }],
    ['Reshape', { targetShape: [63, 18] }],
    ['Conv1D', { filters: 17, padding: 'same', dilationRate: 3 }],
    ['MaxPooling1D', { padding: 'same' }],
    ['Conv1D', { filters: 6, strides: 2, activation: 'sigmoid' }],
    ['AveragePooling1D', { poolSize: 3, padding: 'same' }],
  ],
  'normalisation and noise': [
    ['Conv2D', { filters: 19 }],
    ['LocalResponseNormalization', { alpha: 0.3 }],
    ['SpatialDropout2D', { rate: 0.3 }],
    ['GaussianNoise'],
    ['LayerNormalization'],
    ['Conv2D', { filters: 9, trainable: false }],
    ['BatchNormalization', { trainable: false }],
    ['Conv2D', { filters: 8 }],
  ],
  'relus behind convolutions and normalisations': [
    ['Conv2D', { filters: 12, activation: 'relu' }],
    ['Conv2D', { filters: 17 }],
    ['Activation', { activation: 'relu' }],
    ['BatchNormalization'],
    ['Activation', { activation: 'relu' }],
    ['Conv2D', { filters: 8, activation: 'relu', padding: 'same' }],
    ['AveragePooling2D'],
    ['BatchNormalization'],
    ['Activation', { activation: 'relu' }],
  ],
}

describe('ONNX session', () => {
  it.each(Object.entries(networks))('blocked and plain layouts give the same gradients: %s', async (_name, steps) => {
    const blockSize = await findBlockSize()
    const plan = planOf(steps)
    const [blocked, plain] = [await openOnnxSession(plan, device, blockSize), await openOnnxSession(plan, device, 0)]
    const batch = batchOf(plan, 5)
    const [first, second] = [(await blocked.gradients?.(batch)) ?? [], (await plain.gradients?.(batch)) ?? []]
    const meaningful = first.filter(({ values }) => values.some((value) => Math.abs(value) > 1e-5))
    expect(meaningful.length).toBeGreaterThan(3)
    expect(largestDifference(meaningful, second)).toBeLessThan(1e-4)
    await Promise.all([blocked.dispose(), plain.dispose()])
  })

  it('takes batches of any size, one after the other', async () => {
    const plan = planOf(networks['windows that overlap'] ?? [])
    const session = await openOnnxSession(plan, device, await findBlockSize())
    for (const count of [8, 3, 1]) {
      const { loss, correct } = await session.trainStep(batchOf(plan, count))
      expect(loss).toBeGreaterThan(0)
      expect(correct).toBeLessThanOrEqual(count)
      expect((await session.evaluate(batchOf(plan, count))).probabilities).toHaveLength(count * 4)
    }
    await session.dispose()
  })

  it('goes on exactly from restored weights and optimiser', async () => {
    const plan = planOf(networks['batch normalisation and dropout'] ?? [])
    const batch = batchOf(plan, 6)
    const first = await openOnnxSession(plan, device, await findBlockSize())
    await first.trainStep(batch)
    const [weights, optimizer] = [await first.readWeights(), await first.readOptimizer()]
    const expected = [await first.trainStep(batch), await first.trainStep(batch)]

    const second = await openOnnxSession(plan, device, await findBlockSize())
    await second.writeWeights(weights)
    await second.writeOptimizer(optimizer)
    expect([await second.trainStep(batch), await second.trainStep(batch)]).toEqual(expected)
    expect(await second.readWeights()).toEqual(await first.readWeights())
    await Promise.all([first.dispose(), second.dispose()])
  })

  it('leaves the weights of frozen layers as they are, and remembers nothing for them', async () => {
    const plan = planOf([
      ['Conv2D', { filters: 9, trainable: false }],
      ['BatchNormalization', { trainable: false }],
      ['Conv2D', { filters: 8 }],
    ])
    const session = await openOnnxSession(plan, device, await findBlockSize())
    const before = await session.readWeights()
    await session.trainStep(batchOf(plan, 5))
    const after = new Map((await session.readWeights()).map(({ name, values }) => [name, values]))
    const changed = before.filter(({ name, values }) =>
      values.some((value, index) => value !== after.get(name)?.[index]),
    )
    expect(new Set(changed.map(({ name }) => name.split('/')[0]))).toEqual(new Set(['conv2d-2', 'dense-1']))
    const { slots } = await session.readOptimizer()
    expect(slots.length).toBeGreaterThan(0)
    expect(slots.filter(({ name }) => /conv2d-1|batchnormalization/.test(name))).toEqual([])
    await session.dispose()
  })

  it('refuses the weights of another network by name and shape', async () => {
    const [one, other] = [planOf([['Conv2D', { filters: 3 }]]), planOf([['Conv2D', { filters: 4 }]])]
    const session = await openOnnxSession(one, device, 0)
    const foreign = await openOnnxSession(other, device, 0)
    await expect(session.writeWeights(await foreign.readWeights())).rejects.toMatchObject({
      code: 'engine.weightsMismatch',
      values: { name: 'conv2d-1/kernel', expected: '3×3×3×3', found: '3×3×3×4' },
    })
    await Promise.all([session.dispose(), foreign.dispose()])
  })

  it('answers what each layer gives, channels last', async () => {
    const plan = planOf([['Conv2D', { filters: 5, strides: [2, 2] }]])
    const session = await openOnnxSession(plan, device, await findBlockSize())
    const maps = await session.activations(batchOf(plan, 2), ['input-1', 'conv2d-1', 'dense-1'])
    expect(maps.map(({ nodeId, shape }) => [nodeId, ...shape])).toEqual([
      ['input-1', 2, 11, 9, 3],
      ['conv2d-1', 2, 5, 4, 5],
      ['dense-1', 2, 4],
    ])
    expect(maps[0]?.values[1]).toBeCloseTo((batchOf(plan, 2).pixels[1] ?? 0) / 255)
    await session.dispose()
  })
})
