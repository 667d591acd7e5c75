import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { describeSliding } from '#shared/graph/rewrites/sliding.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { carryWeights } from './carry-weights.ts'
import {
  cut,
  largestDifference,
  noise,
  resized,
  rewritten,
  runNetwork,
  scoresNode,
  trained,
} from './testing/try-network.ts'

/** The same networks each time; more of them, or others, by the environment. */
const search = {
  seed: Number(process.env.LAYERLOOM_SEED ?? 20_260_802),
  numRuns: Number(process.env.LAYERLOOM_CASES ?? 25),
}

const side = (max: number) => fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }))
const activation = fc.constantFrom('relu', 'tanh', 'linear')

/** Layers that slide without padding, and such as work value by value. */
const sliding: fc.Arbitrary<ChainStep> = fc.oneof(
  fc
    .record({
      filters: fc.integer({ min: 1, max: 4 }),
      kernelSize: side(3),
      strides: side(2),
      useBias: fc.boolean(),
      activation,
    })
    .map((parameters): ChainStep => ['Conv2D', parameters]),
  fc
    .record({ kernelSize: side(2), depthMultiplier: fc.constantFrom(1, 2) })
    .map((parameters): ChainStep => ['DepthwiseConv2D', parameters]),
  fc
    .tuple(fc.constantFrom('MaxPooling2D', 'AveragePooling2D'), side(2), side(2))
    .map(([kind, poolSize, strides]): ChainStep => [kind, { poolSize, strides }]),
  fc.constantFrom<ChainStep>(['BatchNormalization'], ['LeakyReLU'], ['Dropout', { rate: 0.3 }]),
)

const dense = fc
  .record({ units: fc.integer({ min: 1, max: 5 }), activation, useBias: fc.boolean() })
  .map((parameters): ChainStep => ['Dense', parameters])

const networks = fc
  .record({
    shape: fc.tuple(fc.integer({ min: 5, max: 13 }), fc.integer({ min: 5, max: 13 }), fc.integer({ min: 1, max: 2 })),
    trunk: fc.array(sliding, { maxLength: 4 }),
    hidden: fc.array(dense, { maxLength: 2 }),
    larger: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })),
  })
  .map(({ shape, trunk, hidden, larger }) => {
    const steps: ChainStep[] = [...trunk, ['Flatten'], ...hidden, ['Dense', { units: 3, activation: 'softmax' }]]
    return { document: drawChain('any', shape, steps), shape, larger }
  })
  .filter(({ document }) => checkGraph(document).diagnostics.length === 0)

describe('any network without padding, as FCN', () => {
  it('gives at each place of a larger picture what it gave for the window there', () => {
    let places = 0
    fc.assert(
      fc.property(networks, ({ document, shape: [height, width, channels], larger: [down, across] }) => {
        const graph = checkGraph(document)
        const weights = trained(graph)
        const plan = rewritten('denseToConvolution', document)
        const size: [number, number, number] = [height + down, width + across, channels]
        const wide = resized(plan.document, size)
        const { tensors, traced } = carryWeights(weights, wide, plan.moves)
        expect(traced.filter(({ from }) => from === null)).toEqual([])
        const picture = noise(size, height * width)
        const node = scoresNode(wide)
        const scores = runNetwork(wide, tensors, node, picture)
        const [rows = 0, columns = 0] = wide.nodes.find((each) => each.node.id === node)?.output ?? []
        const { strides } = describeSliding(wide, node)
        // The corners of the map: what is between them slides the same way.
        for (const row of new Set([0, rows - 1])) {
          for (const column of new Set([0, columns - 1])) {
            const window = cut(picture, [row * strides[0], column * strides[1]], [height, width])
            const expected = runNetwork(graph, weights, graph.nodes.at(-2)?.node.id ?? '', window)
            const place = 3 * (row * columns + column)
            expect(largestDifference(scores.slice(place, place + 3), expected)).toBeLessThan(1e-5)
            places += 1
          }
        }
      }),
      search,
    )
    // Some have one place only.
    expect(places).toBeGreaterThan(1.5 * search.numRuns)
  })
})
