import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { carryWeights } from './carry-weights.ts'
import {
  cut,
  largestDifference,
  noise,
  type Picture,
  resized,
  rewritten,
  runNetwork,
  scoresNode,
  trained,
} from './testing/try-network.ts'

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
    [21, 19],
    [20, 19],
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
    const scores = runNetwork(larger, carried.tensors, node, picture)
    expect(rows).toBe(Math.floor((height - 20) / 4) + 1)
    expect(columns).toBeGreaterThanOrEqual(Math.floor((width - 18) / 4) + 1)
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const window = cut(picture, [4 * row, 4 * column], [20, 18])
        const place = scores.slice((row * columns + column) * classes, (row * columns + column + 1) * classes)
        const expected = runNetwork(graph, weights, last, window)
        expect(largestDifference(place, expected)).toBeLessThan(1e-5)
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

describe('the textbook’s network for digits, which does not pad, as FCN', () => {
  const document = findZooNetwork('book-mnist')?.build() ?? drawChain('none', [1, 1, 1], [])
  const graph = checkGraph(document)
  const plan = rewritten('denseToConvolution', document)
  const weights = trained(graph)

  it.each([
    [28, 29],
    [29, 28],
    [36, 31],
  ])('gives on %i × %i what a window of 28 × 28 gives at each step', (height, width) => {
    const picture = noise([height, width, 1], height * width)
    const larger = resized(plan.document, [height, width, 1])
    const { tensors, traced } = carryWeights(weights, larger, plan.moves)
    expect(traced.filter(({ from }) => from === null)).toEqual([])
    const [rows = 0, columns = 0] = larger.nodes.find(({ node }) => node.id === scoresNode(larger))?.output ?? []
    expect([rows, columns]).toEqual([Math.floor((height - 28) / 4) + 1, Math.floor((width - 28) / 4) + 1])
    const scores = runNetwork(larger, tensors, scoresNode(larger), picture)
    for (let place = 0; place < rows * columns; place += 1) {
      const corner: [number, number] = [4 * Math.floor(place / columns), 4 * (place % columns)]
      const expected = runNetwork(graph, weights, graph.nodes.at(-2)?.node.id ?? '', cut(picture, corner, [28, 28]))
      expect(largestDifference(scores.slice(10 * place, 10 * place + 10), expected)).toBeLessThan(1e-5)
      expect(Math.max(...expected)).toBeLessThan(0.95)
    }
  })
})

describe('the study’s CNN, which pads, as FCN', () => {
  const document = findZooNetwork('study-mnist-cnn')?.build() ?? drawChain('none', [1, 1, 1], [])
  const graph = checkGraph(document)
  const plan = rewritten('denseToConvolution', document)
  const weights = trained(graph)
  const places = (size: number, picture: Picture) => {
    const larger = resized(plan.document, [size, size, 1])
    const values = runNetwork(larger, carryWeights(weights, larger, plan.moves).tensors, scoresNode(larger), picture)
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
    expect(
      largestDifference(at(0, 0), runNetwork(graph, weights, graph.nodes.at(-2)?.node.id ?? '', picture)),
    ).toBeLessThan(1e-6)
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
      expect(largestDifference(at(row, column), places(44, around).at(1, 1))).toBeLessThan(1e-5)
    }
  })

  it('differs from a sliding window where that has zeros around it, as the note says', () => {
    const picture = noise([84, 84, 1], 2)
    const { at } = places(84, picture)
    const window = runNetwork(graph, weights, graph.nodes.at(-2)?.node.id ?? '', cut(picture, [24, 32], [28, 28]))
    expect(Math.max(...window)).toBeLessThan(0.95)
    expect(largestDifference(at(3, 4), window)).toBeGreaterThan(1e-4)
    expect(plan.notes).toMatchObject([{ code: 'rewrite.scoresBordered' }])
  })
})

describe('Dense across a global average', () => {
  it('gives what it gave, and again on the way back', () => {
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
    const carried = carryWeights(weights, after, plan.moves).tensors
    const back = rewritten('convolutionToDense', plan.document)
    const home = checkGraph(back.document)
    const answer = (network: typeof graph, tensors: typeof weights) =>
      runNetwork(network, tensors, network.nodes.at(-2)?.node.id ?? '', picture)
    const expected = answer(graph, weights)
    expect(largestDifference(answer(after, carried), expected)).toBeLessThan(1e-6)
    expect(largestDifference(answer(home, carryWeights(carried, home, back.moves).tensors), expected)).toBeLessThan(
      1e-6,
    )
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
