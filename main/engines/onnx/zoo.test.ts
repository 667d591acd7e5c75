import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { zoo } from '#shared/zoo/zoo.ts'
import { batchFor } from '../parity/harness.ts'
import { openOnnxSession } from './onnx-session.ts'

const device = { engine: 'onnx', device: 'cpu', name: 'test' } as const
/** Pictures that a computer in a classroom can take. */
const largestSide = 32

const trainable = zoo.flatMap((network) => {
  const document = network.build()
  const graph = checkGraph(document)
  const [side = 0] = graph.nodes[0]?.output ?? []
  return side <= largestSide ? [[network.id, { document, graph }] as const] : []
})

describe('networks of the zoo for small pictures', () => {
  it('are those that say so', () => {
    const small = zoo.filter(({ scale }) => scale === 'small').map(({ id }) => id)
    expect(trainable.map(([id]) => id)).toEqual(expect.arrayContaining(small))
  })

  it.each(trainable)('%s takes a step', async (_id, { document, graph }) => {
    const { loss, optimizer } = document.training
    const plan = { graph, loss, optimizer, seed: document.seed, threads: 1 }
    const session = await openOnnxSession(plan, device, 0)
    try {
      const before = await session.readWeights()
      const result = await session.trainStep(batchFor(plan, { count: 2, seed: 1 }))
      expect(Number.isFinite(result.loss)).toBe(true)
      const after = await session.readWeights()
      const moved = after.filter(({ values }, index) =>
        values.some((value, place) => value !== before[index]?.values[place]),
      )
      expect(after.every(({ values }) => values.every(Number.isFinite))).toBe(true)
      // Two pictures may leave a filter without a value above 0, and one without a gradient.
      const frozen = graph.nodes.flatMap(({ weights, values }) => (values.trainable === false ? weights : []))
      expect(moved.length).toBeGreaterThan(0.8 * (after.length - frozen.length))
    } finally {
      await session.dispose()
    }
  })
})
