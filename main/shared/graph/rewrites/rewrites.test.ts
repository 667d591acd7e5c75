import { describe, expect, it } from 'vitest'
import type { LoomDocument } from '../../document/schema.ts'
import { formatShape } from '../../layers/shape.ts'
import { type ChainStep, drawChain } from '../../zoo/network.ts'
import { findZooNetwork } from '../../zoo/zoo.ts'
import { type CheckedGraph, checkGraph } from '../check-graph.ts'
import { rewrites } from './registry.ts'
import type { RewritePlan } from './rewrite.ts'

function study(id: string): LoomDocument {
  const network = findZooNetwork(id)
  if (!network) throw new Error(`no network ${id}`)
  return network.build()
}

function attempt(id: string, document: LoomDocument, nodeIds: string[] = []) {
  const rewrite = rewrites.find((each) => each.id === id)
  if (!rewrite) throw new Error(`no rewrite ${id}`)
  return rewrite.apply({ document, graph: checkGraph(document), nodeIds: new Set(nodeIds) })
}

function plan(id: string, document: LoomDocument, nodeIds: string[] = []): RewritePlan & { graph: CheckedGraph } {
  const result = attempt(id, document, nodeIds)
  if (!result.ok) throw new Error(result.reason.code)
  return { ...result.plan, graph: checkGraph(result.plan.document) }
}

const words = (graph: CheckedGraph) => graph.nodes.map(({ layer, output }) => `${layer.kind} ${formatShape(output)}`)
const totals = (graph: CheckedGraph) => graph.totals.parameters
const errors = (graph: CheckedGraph) => graph.diagnostics.filter(({ severity }) => severity === 'error')

/** Each weight that is moved has as many numbers as before, and both ends are there. */
function checkMoves(before: LoomDocument, { moves, graph }: ReturnType<typeof plan>): void {
  const shapes = (checked: CheckedGraph) =>
    new Map(
      checked.nodes.flatMap(({ node, weights }) => weights.map((spec) => [`${node.id}/${spec.name}`, spec.shape])),
    )
  const [old, now] = [shapes(checkGraph(before)), shapes(graph)]
  for (const { from, to, shape } of moves) {
    expect(old.get(from)?.reduce((size, side) => size * side, 1)).toBe(shape.reduce((size, side) => size * side, 1))
    expect(now.get(to)).toEqual(shape)
  }
}

const mnist = study('study-mnist-cnn')

describe('pooling to convolution', () => {
  it('keeps every size, and costs a kernel of the window for each channel pair', () => {
    const { graph, document } = plan('poolingToConvolution', mnist)
    expect(errors(graph)).toEqual([])
    expect(words(graph).slice(1, 7)).toEqual([
      'Conv2D 28×28×16',
      'Conv2D 14×14×16',
      'Conv2D 14×14×32',
      'Conv2D 7×7×32',
      'Conv2D 7×7×64',
      'Conv2D 3×3×64',
    ])
    const added = [16, 32, 64].map((channels) => 4 * channels * channels + channels)
    expect(totals(graph)).toBe(98_442 + added.reduce((sum, count) => sum + count, 0))
    expect(document.nodes.map(({ position }) => position)).toEqual(mnist.nodes.map(({ position }) => position))
  })

  it('with 3×3 kernels adds what the study’s FCN has more', () => {
    const { graph } = plan('poolingToConvolution3', mnist)
    expect(errors(graph)).toEqual([])
    expect(totals(graph)).toBe(98_442 + 2_320 + 9_248 + 36_928)
    expect(graph.nodes.map(({ output }) => output)).toEqual(checkGraph(mnist).nodes.map(({ output }) => output))
  })

  it('takes only the poolings that were named', () => {
    const { graph, replaced } = plan('poolingToConvolution', mnist, ['maxpooling2d-2', 'dense-1'])
    expect(words(graph).filter((word) => word.startsWith('MaxPooling2D'))).toHaveLength(2)
    expect([...replaced]).toEqual([['conv2d-4', 'maxpooling2d-2']])
  })

  it('says why not', () => {
    expect(attempt('poolingToConvolution', study('study-mnist-fcn'))).toMatchObject({
      reason: { code: 'rewrite.noPooling' },
    })
  })
})

describe('stride into convolution and back', () => {
  it('drops the poolings; weights and sizes stay', () => {
    const { graph } = plan('strideIntoConvolution', mnist)
    expect(errors(graph)).toEqual([])
    expect(totals(graph)).toBe(98_442)
    expect(words(graph).slice(1, 4)).toEqual(['Conv2D 14×14×16', 'Conv2D 7×7×32', 'Conv2D 3×3×64'])
  })

  it('goes across layers that work place by place, and leaves other poolings', () => {
    const steps: ChainStep[] = [
      ['MaxPooling2D'],
      ['Conv2D', { filters: 4, padding: 'same' }],
      ['BatchNormalization'],
      ['Activation'],
      ['AveragePooling2D'],
      ['Flatten'],
      ['Dense', { units: 10, activation: 'softmax' }],
    ]
    const { graph, notes } = plan('strideIntoConvolution', drawChain('chain', [28, 28, 1], steps))
    expect(words(graph).slice(1, 5)).toEqual([
      'MaxPooling2D 14×14×1',
      'Conv2D 7×7×4',
      'BatchNormalization 7×7×4',
      'Activation 7×7×4',
    ])
    expect(notes.map(({ code }) => code)).toContain('rewrite.poolingsLeft')
  })

  it('puts the stride into a pooling again, with the same sizes', () => {
    const strided = plan('strideIntoConvolution', mnist).document
    const back = plan('strideOutOfConvolution', strided)
    expect(errors(back.graph)).toEqual([])
    expect(totals(back.graph)).toBe(98_442)
    expect(words(back.graph).slice(1, 7)).toEqual([
      'Conv2D 28×28×16',
      'MaxPooling2D 14×14×16',
      'Conv2D 14×14×32',
      'MaxPooling2D 7×7×32',
      'Conv2D 5×5×64',
      'MaxPooling2D 3×3×64',
    ])
    const fcn = study('study-cifar-fcn')
    const sizes = (document: LoomDocument) => checkGraph(document).nodes.at(-1)?.output
    expect(sizes(plan('strideOutOfConvolution', fcn).document)).toEqual(sizes(fcn))
  })
})

describe('dense to convolution and back', () => {
  it('keeps the total and the scores’ count; Flatten goes to the end', () => {
    const done = plan('denseToConvolution', mnist)
    expect(errors(done.graph)).toEqual([])
    expect(totals(done.graph)).toBe(98_442)
    expect(words(done.graph).slice(7)).toEqual([
      'Dropout 3×3×64',
      'Conv2D 1×1×128',
      'Dropout 1×1×128',
      'Conv2D 1×1×10',
      'Flatten 10',
      'Output 10',
    ])
    checkMoves(mnist, done)
    expect(done.moves).toHaveLength(4)
    expect(done.notes).toEqual([
      { code: 'rewrite.scoresBordered', values: { size: '28×28', stride: '8×8', layers: 'Conv2D' } },
    ])
    const cifar = study('study-cifar-cnn')
    expect(totals(plan('denseToConvolution', cifar).graph)).toBe(553_514)
  })

  it('takes a single Dense across a global average', () => {
    const steps: ChainStep[] = [
      ['Conv2D', { filters: 8 }],
      ['GlobalAveragePooling2D'],
      ['Dropout', { rate: 0.5 }],
      ['Dense', { units: 10, activation: 'softmax', useBias: false }],
    ]
    const document = drawChain('chain', [28, 28, 1], steps)
    const done = plan('denseToConvolution', document)
    expect(words(done.graph)).toEqual([
      'Input 28×28×1',
      'Conv2D 26×26×8',
      'Dropout 26×26×8',
      'Conv2D 26×26×10',
      'GlobalAveragePooling2D 10',
      'Activation 10',
      'Output 10',
    ])
    expect(errors(done.graph)).toEqual([])
    checkMoves(document, done)
    const two = drawChain(
      'two',
      [28, 28, 1],
      [...steps.slice(0, 2), ['Dense', { activation: 'relu' }], ...steps.slice(3)],
    )
    expect(attempt('denseToConvolution', two)).toMatchObject({ reason: { code: 'rewrite.averagedHead' } })
  })

  it('refuses what would compute something else', () => {
    const steps: ChainStep[] = [['Flatten'], ['BatchNormalization'], ['Dense', { units: 10, activation: 'softmax' }]]
    expect(attempt('denseToConvolution', drawChain('chain', [4, 4, 1], steps))).toMatchObject({
      reason: { code: 'rewrite.headLayer', values: { layer: 'BatchNormalization' } },
    })
    expect(attempt('denseToConvolution', study('study-mnist-fcn'))).toMatchObject({
      reason: { code: 'rewrite.noDense' },
    })
  })

  it('comes back to the drawing that was', () => {
    const there = plan('denseToConvolution', mnist)
    const back = plan('convolutionToDense', there.document)
    expect(words(back.graph)).toEqual(words(checkGraph(mnist)))
    expect(back.document.nodes.map(({ kind, parameters }) => ({ kind, parameters }))).toEqual(
      mnist.nodes.map(({ kind, parameters }) => ({ kind, parameters })),
    )
    checkMoves(there.document, back)
  })

  it('takes scores that are averaged back behind the average', () => {
    const head: ChainStep[] = [
      ['GlobalAveragePooling2D'],
      ['Dense', { units: 10, activation: 'softmax', useBias: false }],
    ]
    const document = drawChain('average', [12, 12, 1], [['Conv2D', { filters: 8 }], ...head])
    const there = plan('denseToConvolution', document)
    const back = plan('convolutionToDense', there.document)
    expect(words(back.graph)).toEqual(words(checkGraph(document)))
    expect(back.document.nodes.at(-2)?.parameters).toMatchObject({ units: 10, activation: 'softmax', useBias: false })
    expect(back.moves.map(({ shape }) => shape)).toEqual([[8, 10]])
    checkMoves(there.document, back)
    expect(back.notes).toEqual([{ code: 'rewrite.averageFirst' }])
    // A bend between the scores and their mean would not be the same behind it.
    const bent = drawChain(
      'bent',
      [12, 12, 1],
      [
        ['Conv2D', { filters: 10, kernelSize: [1, 1], activation: 'relu' }],
        ['GlobalAveragePooling2D'],
        ['Activation', { activation: 'softmax' }],
      ],
    )
    expect(attempt('convolutionToDense', bent)).toMatchObject({ reason: { code: 'rewrite.noWholeMapConvolution' } })
    expect(attempt('convolutionToDense', there.document, ['conv2d-1'])).toMatchObject({ ok: false })
  })

  it('reads the study’s FCN as a network with one Dense', () => {
    const done = plan('convolutionToDense', study('study-mnist-fcn'))
    expect(errors(done.graph)).toEqual([])
    expect(totals(done.graph)).toBe(74_362)
    expect(words(done.graph).slice(-4)).toEqual(['Flatten 256', 'Dense 10', 'Activation 10', 'Output 10'])
  })
})

describe('dense to global pooling', () => {
  it('ends with one map per class and their means', () => {
    const { graph, moves } = plan('denseToGlobalPooling', mnist)
    expect(errors(graph)).toEqual([])
    expect(words(graph).slice(7)).toEqual([
      'Dropout 3×3×64',
      'Conv2D 3×3×10',
      'GlobalAveragePooling2D 10',
      'Activation 10',
      'Output 10',
    ])
    expect(totals(graph)).toBe(23_296 + 650)
    expect(moves).toEqual([])
  })
})

describe('classifier to segmentation', () => {
  it.each([
    [0, ['Conv2DTranspose 32×32×10', 'Cropping2D 28×28×10']],
    [1, ['Conv2DTranspose 8×8×10', 'Cropping2D 7×7×10', 'Conv2D 7×7×10', 'Add 7×7×10', 'Conv2DTranspose 28×28×10']],
    [
      2,
      [
        'Conv2DTranspose 8×8×10',
        'Cropping2D 7×7×10',
        'Conv2D 7×7×10',
        'Add 7×7×10',
        'Conv2DTranspose 14×14×10',
        'Conv2D 14×14×10',
        'Add 14×14×10',
        'Conv2DTranspose 28×28×10',
      ],
    ],
  ])('brings the scores to the size of the picture with %i skips', (skips, decoder) => {
    const done = plan(`segmentation${skips}`, mnist)
    const scores = words(done.graph).filter((word) => word.endsWith('×10') && !word.startsWith('Output'))
    expect(scores.sort()).toEqual(['Conv2D 3×3×10', ...decoder, 'Activation 28×28×10'].sort())
    checkMoves(mnist, done)
    expect(done.moves).toHaveLength(4)
    const name = `${[8, 4, 2][skips]}`
    expect(done.notes[0]).toMatchObject({ code: 'rewrite.segmentationName', values: { stride: name } })
  })

  it('switches shapes to those with a class for each pixel, which it can be trained on', () => {
    const shapes = { source: 'shapes', variant: 'both', train: 90, test: 90, seed: 1 } as const
    const done = plan('segmentation1', {
      ...drawChain(
        'colours',
        [28, 28, 3],
        [
          ['Conv2D', { filters: 4, padding: 'same' }],
          ['MaxPooling2D'],
          ['Conv2D', { filters: 4, padding: 'same' }],
          ['MaxPooling2D'],
          ['Flatten'],
          ['Dense', { units: 8, activation: 'relu' }],
          ['Dense', { units: 9, activation: 'softmax' }],
        ],
      ),
      data: shapes,
    })
    expect(done.document.data).toEqual({ ...shapes, variant: 'segmentation' })
    expect(errors(done.graph)).toEqual([])
    expect(words(done.graph).at(-1)).toBe('Output 28×28×4')
    expect(done.moves.map(({ from }) => from)).toEqual(['dense-1/kernel', 'dense-1/bias'])
    expect(done.notes[1]).toMatchObject({ code: 'rewrite.segmentationShapes', values: { classes: 4 } })
  })

  it('takes heads of convolutions, and heads that average', () => {
    const fcn = study('study-mnist-fcn')
    const done = plan('segmentation1', fcn)
    checkMoves(fcn, done)
    expect(done.moves.map(({ from }) => from)).toEqual(['conv2d-7/kernel', 'conv2d-7/bias'])
    const averaging = drawChain(
      'average',
      [32, 32, 3],
      [
        ['Conv2D', { filters: 4, padding: 'same', strides: [2, 2] }],
        ['Conv2D', { filters: 4, padding: 'same', strides: [2, 2] }],
        ['Conv2D', { filters: 10, padding: 'same' }],
        ['GlobalAveragePooling2D'],
        ['Activation', { activation: 'softmax' }],
      ],
    )
    expect(words(plan('segmentation1', averaging).graph)).toContain('Conv2DTranspose 32×32×10')
  })

  it('says why not', () => {
    expect(
      attempt('segmentation2', drawChain('one', [8, 8, 1], [['MaxPooling2D'], ['Flatten'], ['Dense']])),
    ).toMatchObject({
      reason: { code: 'rewrite.fewStages', values: { stages: 1, skips: 2 } },
    })
    expect(attempt('segmentation0', drawChain('flat', [8, 8, 1], [['Flatten'], ['Dense']]))).toMatchObject({
      reason: { code: 'rewrite.noStages' },
    })
  })
})

describe('every rewrite', () => {
  it.each(rewrites)('$id never gives a new layer the id of one that was there', (rewrite) => {
    for (const id of ['study-mnist-cnn', 'study-mnist-fcn', 'study-cifar-cnn', 'study-cifar-fcn']) {
      const document = study(id)
      const before = new Map(document.nodes.map((node) => [node.id, node.kind]))
      const result = rewrite.apply({ document, graph: checkGraph(document), nodeIds: new Set() })
      if (!result.ok) continue
      for (const node of result.plan.document.nodes) expect(before.get(node.id) ?? node.kind).toBe(node.kind)
      for (const newId of result.plan.replaced.keys()) expect(before.has(newId)).toBe(false)
    }
  })
})
