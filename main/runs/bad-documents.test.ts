import { describe, expect, it } from 'vitest'
import { printDocument, readDocument } from '#shared/document/parse.ts'
import { emptyDocument, type LoomDocument, type LoomNode } from '#shared/document/schema.ts'
import { type CheckedGraph, checkGraph } from '#shared/graph/check-graph.ts'
import { layers } from '#shared/layers/registry.ts'
import { formatMessage } from '#shared/messages/message.ts'
import { locales } from '#shared/messages/message-table.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { type Random, seededRandom } from '../datasets/random.ts'
import { applyRemedy } from '../shared/graph/remedies/apply-remedy.ts'
import { createLinearEngine } from './testing/linear-engine.ts'
import { createRunFixture } from './testing/run-fixture.ts'

const end: ChainStep[] = [['Flatten'], ['Dense', { units: 10, activation: 'softmax' }]]

/** A chain that is sound but for one convolution. */
function withConvolution(parameters: Record<string, unknown>): LoomDocument {
  return drawChain('n', [28, 28, 1], [['Conv2D', parameters as LoomNode['parameters']], ...end])
}

function withoutEdge(document: LoomDocument, place: number): LoomDocument {
  return { ...document, edges: document.edges.filter((_, index) => index !== place) }
}

function withEdge(document: LoomDocument, source: string, target: string): LoomDocument {
  return { ...document, edges: [...document.edges, { id: 'more', source, target }] }
}

function withNode(document: LoomDocument, node: Pick<LoomNode, 'id' | 'kind'>): LoomDocument {
  return { ...document, nodes: [...document.nodes, { ...node, position: { x: 0, y: 0 }, parameters: {} }] }
}

const sound = withConvolution({})

/** Every sentence is whole, in both languages, and names what the code says it names. */
function checkSentences({ diagnostics }: CheckedGraph): void {
  for (const diagnostic of diagnostics) {
    for (const locale of locales) {
      expect(formatMessage(diagnostic, locale)).not.toMatch(/\{\{|undefined|NaN|\[object/)
    }
  }
}

describe('bad drawings', () => {
  it.each<[what: string, document: LoomDocument, code: string, nodeId: string | undefined]>([
    ['negative strides', withConvolution({ strides: [-1, 1] }), 'graph.parameterRange', 'conv2d-1'],
    ['strides of zero', withConvolution({ strides: [0, 0] }), 'graph.parameterRange', 'conv2d-1'],
    ['a kernel larger than the picture', withConvolution({ kernelSize: [29, 3] }), 'graph.windowTooLarge', 'conv2d-1'],
    ['fractional filters', withConvolution({ filters: 1.5 }), 'graph.parameterType', 'conv2d-1'],
    ['filters that are no number', withConvolution({ filters: Number.NaN }), 'graph.parameterType', 'conv2d-1'],
    ['endless filters', withConvolution({ filters: Number.POSITIVE_INFINITY }), 'graph.parameterType', 'conv2d-1'],
    ['words for numbers', withConvolution({ filters: '32' }), 'graph.parameterType', 'conv2d-1'],
    ['one number for a pair', withConvolution({ kernelSize: 3 }), 'graph.parameterType', 'conv2d-1'],
    ['a pair of three', withConvolution({ kernelSize: [3, 3, 3] }), 'graph.parameterType', 'conv2d-1'],
    ['nothing for a choice', withConvolution({ padding: null }), 'graph.parameterType', 'conv2d-1'],
    ['an unknown activation', withConvolution({ activation: 'swoosh' }), 'graph.parameterType', 'conv2d-1'],
    ['a nested object', withConvolution({ useBias: { a: [1] } }), 'graph.parameterType', 'conv2d-1'],
    ['a thousand million filters', withConvolution({ filters: 1e9 }), 'graph.memory', 'conv2d-1'],
    ['no connection', withoutEdge(sound, 0), 'graph.missingInput', 'conv2d-1'],
    ['a cycle', withEdge(withoutEdge(sound, 0), 'dense-1', 'conv2d-1'), 'graph.cycle', 'conv2d-1'],
    ['a layer behind itself', withEdge(withoutEdge(sound, 0), 'conv2d-1', 'conv2d-1'), 'graph.cycle', 'conv2d-1'],
    ['two inputs into a layer', withEdge(sound, 'input-1', 'dense-1'), 'graph.tooManyInputs', 'dense-1'],
    ['a line into Input', withEdge(sound, 'dense-1', 'input-1'), 'graph.cycle', 'input-1'],
    ['two Outputs', withNode(sound, { id: 'o2', kind: 'Output' }), 'graph.twoOutputs', 'o2'],
    ['two Inputs', withNode(sound, { id: 'i2', kind: 'Input' }), 'graph.twoInputs', 'i2'],
    ['an unknown layer', drawChain('n', [28, 28, 1], [['Transformer'], ...end]), 'graph.unknownLayer', 'transformer-1'],
    [
      'a prototype’s name',
      drawChain('n', [28, 28, 1], [['constructor'], ...end]),
      'graph.unknownLayer',
      'constructor-1',
    ],
    ['nothing at all', emptyDocument(), 'graph.noEnds', undefined],
    [
      'nothing to learn',
      drawChain('n', [2, 5, 1], [['Flatten'], ['Activation', { activation: 'softmax' }]]),
      'graph.noWeights',
      'output-1',
    ],
    ['Dense on a picture', drawChain('n', [28, 28, 1], [['Dense']]), 'graph.needsFlat', 'dense-1'],
    ['a picture of no size', drawChain('n', [0, 28, 1], end), 'graph.parameterRange', 'input-1'],
    ['no softmax', drawChain('n', [28, 28, 1], [['Flatten'], ['Dense']]), 'graph.lossNeedsSoftmax', 'output-1'],
  ])('%s', (_what, document, code, nodeId) => {
    const graph = checkGraph(document)
    checkSentences(graph)
    expect(graph.isTrainable).toBe(false)
    const errors = graph.diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors.map((error) => [error.code, error.nodeId])).toContainEqual([code, nodeId])
  })

  it('name memory in numbers', () => {
    const [diagnostic] = checkGraph(withConvolution({ filters: 1e9 }), { memoryLimitBytes: 8 * 2 ** 30 }).diagnostics
    const sentence = diagnostic ? formatMessage(diagnostic, 'en') : ''
    // Two float32 of 26 × 26 × 10^9 for 32 pictures are 157 TiB; the Dense behind has 676·10^10 weights.
    expect(sentence).toMatch(
      /needs about \d+ TiB of memory \([\d,]{13,} parameters, batch 32\), more than the 8\.00 GiB/,
    )
  })

  it('beside the way are warnings only', () => {
    const graph = checkGraph(withNode(sound, { id: 'stray', kind: 'Dense' }))
    expect(graph.isTrainable).toBe(true)
    expect(graph.diagnostics).toMatchObject([{ severity: 'warning', nodeId: 'stray' }])
  })

  it('are refused by a run with the first error, and nothing is trained', async () => {
    const run = await createRunFixture(createLinearEngine())
    const started = run.service.startRun({ document: withConvolution({ filters: 1e9 }), resumeFrom: null })
    await expect(started).rejects.toMatchObject({ code: 'graph.memory', nodeId: expect.any(String) })
    expect(run.told).toEqual([])
  })
})

describe('large drawings', () => {
  const timed = (work: () => CheckedGraph): { graph: CheckedGraph; seconds: number } => {
    const startedAt = performance.now()
    const graph = work()
    return { graph, seconds: (performance.now() - startedAt) / 1000 }
  }

  it('of 5,000 layers in a chain are checked at once', () => {
    const one = drawChain('n', [8, 8, 1], [['Dropout'], ['Flatten'], ['Dense', { units: 2, activation: 'softmax' }]])
    const extra = Array.from({ length: 5000 }, (_, place): LoomNode => {
      return { id: `d${place}`, kind: 'Dropout', position: { x: 0, y: 0 }, parameters: {} }
    })
    const ids = ['dropout-1', ...extra.map(({ id }) => id), 'flatten-1']
    const edges = ids.slice(1).map((target, place) => ({ id: `e${place}`, source: ids[place] ?? '', target }))
    const kept = one.edges.filter(({ target }) => target !== 'flatten-1')
    const long = { ...one, nodes: [...one.nodes, ...extra], edges: [...kept, ...edges] }
    const { graph, seconds } = timed(() => checkGraph(long))
    expect(graph.isTrainable).toBe(true)
    expect(graph.nodes.length).toBe(5005)
    expect(seconds).toBeLessThan(5)
  })

  it('with thousands of lines at one layer are checked at once', () => {
    const many = Array.from({ length: 5000 }, (_, place) => ({ id: `e${place}`, source: 'input-1', target: 'dense-1' }))
    const { graph, seconds } = timed(() => checkGraph({ ...sound, edges: [...sound.edges, ...many] }))
    expect(graph.diagnostics.map(({ code }) => code)).toContain('graph.tooManyInputs')
    expect(seconds).toBeLessThan(5)
  })
})

/** What a hand, a program or a damaged file might put where a parameter belongs. */
const oddValues: unknown[] = [
  ...[
    -1,
    0,
    1,
    2,
    3,
    7,
    28,
    64,
    1.5,
    1e9,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 53),
    1e308,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
  ],
  ...['', '3', 'same', 'valid', 'relu', 'softmax', '__proto__', null, true, false, undefined],
  ...[[], [1], [2, 2], [3, 3], [0, -4], [1, 2, 3], [28, 28, 1], [1e9, 1e9], ['a', 'b'], {}, { a: 1 }],
]

function pick<Value>(random: Random, values: readonly Value[]): Value | undefined {
  return values[Math.floor(random() * values.length)]
}

/** Layers by chance, some with odd parameters; `wildness` is the share of those. */
function scribbleSteps(random: Random, wildness: number): ChainStep[] {
  const known = layers.filter(({ inputs, outputs }) => (inputs === 1 && outputs === 1) || random() < wildness / 10)
  const kinds = [...known.map(({ kind }) => kind), ...(random() < wildness ? ['Nonsense', 'constructor', ''] : [])]
  return Array.from({ length: Math.floor(random() * 6) }, () => {
    const kind = pick(random, kinds) ?? ''
    const names = [...Object.keys(layers.find((layer) => layer.kind === kind)?.parameters ?? {}), 'unknown']
    const given = names.filter(() => random() < wildness).map((name) => [name, pick(random, oddValues)])
    return [kind, Object.fromEntries(given) as LoomNode['parameters']]
  })
}

/** A drawing by chance. Half of them are tame, so that many shapes are known and some can be trained. */
function scribble(random: Random): LoomDocument {
  const isTame = random() < 0.5
  const steps = scribbleSteps(random, isTame ? 0.05 : 0.4)
  const chain = drawChain('scribble', [28, 28, 1], isTame ? [...steps, ...end] : steps)
  const place = () => pick(random, chain.nodes)?.id ?? ''
  const more = Array.from({ length: isTame ? 0 : Math.floor(random() * 4) }, (_, index) => ({
    id: `more${index}`,
    source: place(),
    target: random() < 0.1 ? 'nowhere' : place(),
  }))
  const edges = [...chain.edges.filter(() => isTame || random() < 0.9), ...more]
  const loss = random() < 0.3 ? 'meanSquaredError' : 'categoricalCrossentropy'
  const batchSize = 1 + Math.floor(random() * (isTame ? 64 : 65_536))
  return { ...chain, edges, training: { ...chain.training, loss, batchSize } }
}

describe('scribbles', () => {
  it('never make checkGraph throw, and every finding can be read and cured', () => {
    const random = seededRandom(2024)
    let trainable = 0
    for (let round = 0; round < 4000; round += 1) {
      const document = scribble(random)
      const options =
        random() < 0.5 ? {} : { data: { inputShape: [28, 28, 1], classCount: 10 }, memoryLimitBytes: 2 ** 32 }
      const graph = checkGraph(document, options)
      checkSentences(graph)
      if (graph.isTrainable) trainable += 1
      else expect(graph.diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
      for (const { nodeId, remedies = [] } of graph.diagnostics) {
        for (const remedy of remedies) checkGraph(applyRemedy(document, nodeId ?? '', remedy))
      }
    }
    // Were none of them sound, the test would prove little.
    expect(trainable).toBeGreaterThan(200)
  }, 60_000)

  it('are read from files as they are, or refused with their place', () => {
    const random = seededRandom(7)
    let read = 0
    for (let round = 0; round < 1000; round += 1) {
      const stored: unknown = JSON.parse(JSON.stringify(scribble(random)))
      try {
        const document = readDocument(stored, 'scribble.loom')
        expect(readDocument(JSON.parse(printDocument(document)), 'again.loom')).toEqual(document)
        read += 1
      } catch (error) {
        expect(error).toMatchObject({ name: 'LoomError', values: { file: 'scribble.loom' } })
      }
    }
    expect(read).toBeGreaterThan(100)
    expect(read).toBeLessThan(1000)
  }, 60_000)
})
