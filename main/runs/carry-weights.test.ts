import { describe, expect, it } from 'vitest'
import { setParameters } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { type CheckedGraph, checkGraph } from '#shared/graph/check-graph.ts'
import { rewrites } from '#shared/graph/rewrites/registry.ts'
import type { RewritePlan } from '#shared/graph/rewrites/rewrite.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { buildModel, initialWeights } from '../compile/tfjs/build-model.ts'
import { setModelWeights } from '../compile/tfjs/model-weights.ts'
import { keras, tf } from '../compile/tfjs/tensorflow.ts'
import { seededRandom } from '../datasets/random.ts'
import type { NamedTensor } from '../engines/engine.ts'
import { carryWeights } from './carry-weights.ts'

interface Picture {
  shape: [number, number, number]
  values: Float32Array
}

function noise(shape: [number, number, number], seed: number): Picture {
  const random = seededRandom(seed)
  return { shape, values: Float32Array.from({ length: elementCount(shape) }, random) }
}

/** A window of a picture; what juts out of it is 0. */
function cut({ shape, values }: Picture, [top, left]: [number, number], [height, width]: [number, number]): Picture {
  const [rows, columns, channels] = shape
  const result = new Float32Array(height * width * channels)
  for (let y = Math.max(0, -top); y < Math.min(height, rows - top); y += 1) {
    for (let x = Math.max(0, -left); x < Math.min(width, columns - left); x += 1) {
      const from = ((top + y) * columns + left + x) * channels
      result.set(values.subarray(from, from + channels), (y * width + x) * channels)
    }
  }
  return { shape: [height, width, channels], values: result }
}

function rewritten(id: string, document: LoomDocument): RewritePlan {
  const rewrite = rewrites.find((each) => each.id === id)
  const result = rewrite?.apply({ document, graph: checkGraph(document), nodeIds: new Set() })
  if (!result?.ok) throw new Error(`${id} does not apply`)
  return result.plan
}

/** Random weights, biases too: those of a fresh network are all 0 and would hide a mistake. */
function trained(graph: CheckedGraph): NamedTensor[] {
  const random = seededRandom(11)
  return initialWeights(graph, 5).map((tensor) => ({
    ...tensor,
    values: tensor.values.map((value) => value + 0.1 * (random() - 0.5)),
  }))
}

/** What a layer gives for a picture; the graph is that of pictures of this size. */
function run(graph: CheckedGraph, weights: NamedTensor[], nodeId: string, picture: Picture): number[] {
  const built = buildModel(graph)
  try {
    setModelWeights(built, weights)
    const output = built.outputs.get(nodeId)
    if (!output) throw new Error(`no layer ${nodeId}`)
    const model = keras.model({ inputs: built.model.inputs, outputs: output })
    return tf.tidy(() => {
      const result = model.apply(tf.tensor(picture.values, [1, ...picture.shape])) as tf.Tensor
      return [...result.dataSync()]
    })
  } finally {
    built.model.dispose()
  }
}

const resized = (document: LoomDocument, shape: [number, number, number]) =>
  checkGraph(setParameters(document, 'input-1', { shape }))

/** What the last layer before Flatten gives: scores of each place. */
function scoresNode({ nodes }: CheckedGraph): string {
  const flatten = nodes.find(({ layer }) => layer.kind === 'Flatten')
  return flatten?.sources[0] ?? ''
}

const largest = (a: number[], b: number[]) => Math.max(...a.map((value, at) => Math.abs(value - (b[at] ?? Number.NaN))))

const valid: ChainStep[] = [
  ['Conv2D', { filters: 5, activation: 'relu' }],
  ['MaxPooling2D'],
  ['Conv2D', { filters: 6, kernelSize: [3, 2], strides: [2, 1], useBias: false }],
  ['BatchNormalization'],
  ['LeakyReLU'],
  ['AveragePooling2D', { poolSize: [1, 2], strides: [1, 2] }],
  ['Flatten'],
  ['Dense', { units: 7, activation: 'tanh' }],
  ['BatchNormalization'],
  ['Dropout', { rate: 0.5 }],
  ['Dense', { units: 4, activation: 'softmax' }],
]

describe('Dense as convolution', () => {
  const document = drawChain('valid', [20, 18, 2], valid)
  const graph = checkGraph(document)
  const plan = rewritten('denseToConvolution', document)
  const weights = trained(graph)
  const last = graph.nodes.at(-2)?.node.id ?? ''

  it.each([
    [20, 18],
    [24, 22],
    [47, 39],
    [61, 18],
  ])('gives at each place of a %i × %i picture what the network gives for the window there', (height, width) => {
    const picture = noise([height, width, 2], height * width)
    const larger = resized(plan.document, [height, width, 2])
    const carried = carryWeights(weights, larger, plan.moves)
    expect(carried.traced.every(({ from }) => from !== null)).toBe(true)
    const node = scoresNode(larger)
    const [rows = 0, columns = 0, classes = 0] = larger.nodes.find((each) => each.node.id === node)?.output ?? []
    const scores = run(larger, carried.tensors, node, picture)
    expect(rows).toBe(Math.floor((height - 20) / 4) + 1)
    expect(columns).toBeGreaterThanOrEqual(Math.floor((width - 18) / 4) + 1)
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const window = cut(picture, [4 * row, 4 * column], [20, 18])
        const place = scores.slice((row * columns + column) * classes, (row * columns + column + 1) * classes)
        const expected = run(graph, weights, last, window)
        expect(largest(place, expected)).toBeLessThan(1e-5)
        // A softmax that says 1 and 0 would hide what goes into it.
        expect(Math.max(...expected)).toBeLessThan(0.95)
      }
    }
    expect(plan.notes).toMatchObject([{ code: 'rewrite.scoresExact', values: { stride: '4×4' } }])
  })

  it('and back gives the same again, weights and all', () => {
    const there = checkGraph(plan.document)
    const moved = carryWeights(weights, there, plan.moves).tensors
    const back = rewritten('convolutionToDense', plan.document)
    const home = carryWeights(moved, checkGraph(back.document), back.moves).tensors
    expect(home.map(({ shape, values }) => ({ shape, values }))).toEqual(
      weights.map(({ shape, values }) => ({ shape, values })),
    )
  })
})

describe('the study’s CNN, which pads, as FCN', () => {
  const document = findZooNetwork('study-mnist-cnn')?.build() ?? drawChain('none', [1, 1, 1], [])
  const graph = checkGraph(document)
  const plan = rewritten('denseToConvolution', document)
  const weights = trained(graph)
  const places = (size: number, picture: Picture) => {
    const larger = resized(plan.document, [size, size, 1])
    const values = run(larger, carryWeights(weights, larger, plan.moves).tensors, scoresNode(larger), picture)
    const side = Math.sqrt(values.length / 10)
    return {
      side,
      at: (row: number, column: number) => values.slice(10 * (row * side + column), 10 * (row * side + column) + 10),
    }
  }

  it('gives at its own size what it gave', () => {
    const picture = noise([28, 28, 1], 1)
    const { side, at } = places(28, picture)
    expect(side).toBe(1)
    expect(largest(at(0, 0), run(graph, weights, graph.nodes.at(-2)?.node.id ?? '', picture))).toBeLessThan(1e-6)
  })

  it('gives inside a larger picture what it gives there in any other: only the padding at the border differs', () => {
    // Three convolutions of 3 × 3 at steps of 1, 2 and 4 reach 1 + 2 + 4 = 7 pixels beyond a window: one step of 8.
    const picture = noise([84, 84, 1], 2)
    const { side, at } = places(84, picture)
    expect(side).toBe(8)
    for (const [row, column] of [
      [1, 1],
      [3, 4],
      [6, 6],
    ] as const) {
      const around = cut(picture, [8 * (row - 1), 8 * (column - 1)], [44, 44])
      expect(largest(at(row, column), places(44, around).at(1, 1))).toBeLessThan(1e-5)
    }
  })

  it('differs from a sliding window where that has zeros around it, as the note says', () => {
    const picture = noise([84, 84, 1], 2)
    const { at } = places(84, picture)
    const window = run(graph, weights, graph.nodes.at(-2)?.node.id ?? '', cut(picture, [24, 32], [28, 28]))
    expect(Math.max(...window)).toBeLessThan(0.95)
    expect(largest(at(3, 4), window)).toBeGreaterThan(1e-4)
    expect(plan.notes).toMatchObject([{ code: 'rewrite.scoresBordered' }])
  })
})

describe('Dense across a global average', () => {
  it('gives what it gave', () => {
    const document = drawChain(
      'average',
      [9, 9, 1],
      [
        ['Conv2D', { filters: 5, activation: 'relu' }],
        ['GlobalAveragePooling2D'],
        ['Dense', { units: 4, activation: 'softmax' }],
      ],
    )
    const graph = checkGraph(document)
    const plan = rewritten('denseToConvolution', document)
    const after = checkGraph(plan.document)
    const weights = trained(graph)
    const picture = noise([9, 9, 1], 4)
    const now = run(after, carryWeights(weights, after, plan.moves).tensors, after.nodes.at(-2)?.node.id ?? '', picture)
    expect(largest(now, run(graph, weights, graph.nodes.at(-2)?.node.id ?? '', picture))).toBeLessThan(1e-6)
  })
})

describe('carryWeights', () => {
  it('leaves fresh what has another shape, or was moved elsewhere', () => {
    const graph = checkGraph(
      drawChain(
        'a',
        [8, 8, 1],
        [['Conv2D', { filters: 2 }], ['Flatten'], ['Dense', { units: 3, activation: 'softmax' }]],
      ),
    )
    const grown = checkGraph(
      drawChain(
        'b',
        [8, 8, 1],
        [['Conv2D', { filters: 4 }], ['Flatten'], ['Dense', { units: 3, activation: 'softmax' }]],
      ),
    )
    const { tensors, traced } = carryWeights(trained(graph), grown)
    expect(tensors.map(({ name }) => name)).toEqual(['dense-1/bias'])
    expect(traced.filter(({ from }) => from === null).map(({ name }) => name)).toEqual([
      'conv2d-1/kernel',
      'conv2d-1/bias',
      'dense-1/kernel',
    ])
    const moves = [{ from: 'dense-1/bias', to: 'conv2d-1/bias', shape: [3] }]
    expect(carryWeights(trained(graph), grown, moves).tensors).toEqual([])
  })
})
