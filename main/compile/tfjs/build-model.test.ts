import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { zoo } from '#shared/zoo/zoo.ts'
import { buildModel, initialWeights } from './build-model.ts'
import { readModelWeights, setModelWeights } from './model-weights.ts'
import { tf } from './tensorflow.ts'

const mixed = () =>
  drawChain(
    'small',
    [7, 5, 2],
    [
      ['Conv2D', { filters: 3, padding: 'same' }],
      ['BatchNormalization'],
      ['Activation'],
      ['AveragePooling2D'],
      ['Dropout'],
      ['Flatten'],
      ['Dense', { units: 4, activation: 'softmax' }],
    ],
  )

function rename(document: LoomDocument, rename: (id: string) => string): LoomDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => ({ ...node, id: rename(node.id) })),
    edges: document.edges.map((edge) => ({ ...edge, source: rename(edge.source), target: rename(edge.target) })),
  }
}

describe('buildModel', () => {
  let before = 0
  beforeEach(() => {
    before = tf.memory().numTensors
  })
  afterEach(() => {
    expect(tf.memory().numTensors).toBe(before)
  })

  const small = zoo.filter(({ scale }) => scale === 'small')
  it.each(small.map((network) => [network.id, network] as const))(
    '%s has the shapes and weights of its drawing',
    (_id, network) => {
      const graph = checkGraph(network.build())
      const { model, nodes, outputs } = buildModel(graph)
      for (const { node, output } of nodes) expect(outputs.get(node.id)?.shape).toEqual([null, ...output])
      expect(model.countParams()).toBe(graph.totals.parameters)
      model.dispose()
    },
  )

  it('names layers after their nodes, and those weights as Keras does', () => {
    const { model } = buildModel(checkGraph(mixed()))
    expect(model.layers.map(({ name }) => name)).toContain('batchnormalization-1')
    expect(model.weights.map(({ originalName }) => originalName)).toContain('batchnormalization-1/moving_mean')
    model.dispose()
  })

  it('takes ids that tfjs would refuse', () => {
    const graph = checkGraph(
      rename(mixed(), (id) => (id === 'conv2d-1' ? '卷积 / 1' : id === 'dense-1' ? 'layer_1' : id)),
    )
    const built = buildModel(graph, { seed: 1 })
    expect(new Set(built.model.layers.map(({ name }) => name)).size).toBe(built.model.layers.length)
    expect(readModelWeights(built).map(({ name }) => name)).toContain('卷积 / 1/kernel')
    built.model.dispose()
  })

  it('leaves out what lies beside the way', () => {
    const document = mixed()
    const stray = { id: 'stray', kind: 'Dense', position: { x: 0, y: 0 }, parameters: { units: 3 } }
    const graph = checkGraph({
      ...document,
      nodes: [stray, ...document.nodes],
      edges: [...document.edges, { id: 'e', source: 'flatten-1', target: 'stray' }],
    })
    expect(initialWeights(graph, 5)).toEqual(initialWeights(checkGraph(document), 5))
  })

  it('refuses a graph with errors, naming the first', () => {
    const graph = checkGraph(drawChain('bad', [4, 4, 1], [['Dense', { units: 2 }]]))
    expect(() => buildModel(graph)).toThrow(expect.objectContaining({ code: 'graph.needsFlat', nodeId: 'dense-1' }))
  })

  it('keeps no tensor when a layer cannot be built', () => {
    const graph = checkGraph(mixed())
    const create = (checked: { node: { kind: string } }) => {
      if (checked.node.kind === 'Dense') throw new Error('no')
      return undefined as never
    }
    expect(() => buildModel(graph, { seed: 1, create })).toThrow('no')
  })
})

describe('initialWeights', () => {
  const graph = checkGraph(mixed())

  it('depends on the seed alone', () => {
    expect(initialWeights(graph, 3)).toEqual(initialWeights(graph, 3))
    expect(initialWeights(graph, 3)[0]?.values).not.toEqual(initialWeights(graph, 4)[0]?.values)
  })

  it('is the same in every process', () => {
    const [kernel] = initialWeights(graph, 0)
    expect(kernel?.name).toBe('conv2d-1/kernel')
    expect([...(kernel?.values.slice(0, 4) ?? [])].map((value) => value.toFixed(6))).toMatchInlineSnapshot(`
      [
        "-0.236557",
        "0.002569",
        "-0.015453",
        "0.152370",
      ]
    `)
  })

  it("draws kernels from Glorot's range, and different ones for equal layers", () => {
    const twins = checkGraph(
      drawChain(
        'twins',
        [8, 8, 3],
        [['Conv2D', { filters: 3 }], ['Conv2D', { filters: 3 }], ['Flatten'], ['Dense', { activation: 'softmax' }]],
      ),
    )
    const [first, bias, second] = initialWeights(twins, 1)
    const limit = Math.sqrt(6 / (27 + 27))
    for (const kernel of [first, second]) {
      expect(Math.max(...(kernel?.values ?? []).map(Math.abs))).toBeLessThanOrEqual(limit)
      expect(Math.max(...(kernel?.values ?? []).map(Math.abs))).toBeGreaterThan(0.9 * limit)
    }
    expect(first?.values).not.toEqual(second?.values)
    expect(bias?.values).toEqual(new Float32Array(3))
  })

  it("lists gamma, beta and the moving statistics with Keras's values", () => {
    const norm = initialWeights(graph, 1).filter(({ name }) => name.startsWith('batchnormalization-1/'))
    expect(norm.map(({ name, values }) => [name.split('/')[1], values[0]])).toEqual([
      ['gamma', 1],
      ['beta', 0],
      ['moving_mean', 0],
      ['moving_variance', 1],
    ])
  })
})

describe('setModelWeights', () => {
  it('writes what readModelWeights reads, as copies', () => {
    const built = buildModel(checkGraph(mixed()))
    const weights = initialWeights(checkGraph(mixed()), 9)
    setModelWeights(built, weights)
    expect(readModelWeights(built)).toEqual(weights)
    for (const { values } of weights) values.fill(7)
    expect(readModelWeights(built)[0]?.values[0]).not.toBe(7)
    built.model.dispose()
  })

  it('refuses what does not fit, and then writes nothing', () => {
    const built = buildModel(checkGraph(mixed()))
    const weights = initialWeights(checkGraph(mixed()), 9)
    const wrong = [
      weights.slice(1),
      [...weights, { name: 'other/kernel', shape: [1], values: new Float32Array(1) }],
      weights.map((tensor, index) =>
        index === 3 ? { ...tensor, shape: [2, 2], values: new Float32Array(4) } : tensor,
      ),
      weights.map((tensor, index) => (index === 3 ? { ...tensor, values: new Float32Array(1) } : tensor)),
    ]
    for (const given of wrong) {
      expect(() => setModelWeights(built, given)).toThrow(LoomError)
      expect(() => setModelWeights(built, given)).toThrow(expect.objectContaining({ code: 'engine.weightsMismatch' }))
    }
    expect(
      readModelWeights(built).every(
        ({ values, shape }) => values.length === elementCount(shape) && values.every((value) => value === 0),
      ),
    ).toBe(true)
    built.model.dispose()
  })
})
