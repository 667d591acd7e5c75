import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { drawChain } from '#shared/zoo/network.ts'
import type { Batch } from '../engines/engine.ts'
import { onnxEngine } from '../engines/onnx/onnx-engine.ts'
import { deadShare, findDeadUnits } from './dead-units.ts'

const document = drawChain(
  'dead',
  [6, 6, 1],
  [
    ['Conv2D', { filters: 4, activation: 'relu' }],
    ['Flatten'],
    ['Dense', { units: 8 }],
    ['Activation'],
    ['Dense', { units: 3, activation: 'softmax' }],
  ],
  { threads: 1 },
)
const graph = checkGraph(document)
const batch: Batch = {
  count: 20,
  pixels: Uint8Array.from({ length: 20 * 36 }, (_, at) => (at * 37) % 256),
  labels: Uint8Array.from({ length: 20 }, (_, at) => at % 3),
}

describe('dead units', () => {
  it('are counted along the last axis', () => {
    expect(deadShare(Float32Array.of(0, 1, 0, 0, 0, 0, 0, 3), 4)).toBe(0.5)
    expect(deadShare(Float32Array.of(0, -1), 2)).toBe(1)
  })

  it('are found where biases hold units below 0, layer by layer', async () => {
    const session = await onnxEngine.open(
      { ...document.training, graph, seed: 1 },
      { engine: 'onnx', device: 'cpu', name: 'CPU' },
    )
    try {
      const weights = await session.readWeights()
      const bias = (name: string, dead: number) => {
        const found = weights.find((weight) => weight.name === name)
        found?.values.fill(9).fill(-99, 0, dead)
      }
      bias('conv2d-1/bias', 3)
      bias('dense-1/bias', 0)
      await session.writeWeights(weights)
      expect(await findDeadUnits(session, graph, batch)).toEqual([{ nodeId: 'conv2d-1', share: 0.75 }])
      bias('dense-1/bias', 8)
      await session.writeWeights(weights)
      const activation = graph.nodes.find(({ node }) => node.kind === 'Activation')?.node.id
      expect(await findDeadUnits(session, graph, batch)).toContainEqual({ nodeId: activation, share: 1 })
    } finally {
      await session.dispose()
    }
  })

  it('are not looked for with few pictures', async () => {
    const session = { activations: () => Promise.reject(new Error('asked')) }
    expect(await findDeadUnits(session, graph, { ...batch, count: 4 })).toEqual([])
  })
})
