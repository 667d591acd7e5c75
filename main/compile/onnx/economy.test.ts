import { describe, expect, it } from 'vitest'
import { compileToIr, optimizeForTraining } from '#main/compile/pipeline.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { buildTrainStep } from './train-step.ts'

const head: ChainStep[] = [['Flatten'], ['Dense', { units: 3, activation: 'softmax' }]]

function stepOf(steps: ChainStep[], blockSize = 8) {
  const document = drawChain('economy', [8, 8, 8], [...steps, ...head])
  const { loss, optimizer } = document.training
  return buildTrainStep(optimizeForTraining(compileToIr(checkGraph(document))), { loss, optimizer, blockSize })
}

/** How many nodes of each kind a graph has, by the names that they were given: `<operation>_<number>`. */
function countNodes(model: Uint8Array): Record<string, number> {
  const names = new Set(
    Buffer.from(model)
      .toString('latin1')
      .match(/[A-Z][A-Za-z]+_\d+/g),
  )
  const counts: Record<string, number> = {}
  for (const name of names) {
    const kind = name.slice(0, name.lastIndexOf('_'))
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

describe('a training step', () => {
  const layers = (trainable: boolean): ChainStep[] => [
    ['Conv2D', { filters: 8, trainable }],
    ['BatchNormalization', { trainable }],
    ['Conv2D', { filters: 8, trainable }],
  ]

  it('has no gradient of frozen layers, nor moments and updates', () => {
    const [all, frozen] = [stepOf(layers(true)), stepOf(layers(false))]
    const [nodes, fewer] = [countNodes(all.model), countNodes(frozen.model)]
    // The kernel's gradient and the product of the head remain of Gemm, and forward convolutions and the normalisation of Conv.
    expect([nodes.Gemm, fewer.Gemm]).toEqual([3, 2])
    expect([nodes.Conv, fewer.Conv]).toEqual([9, 3])
    expect(frozen.layout.trainable.slices.map(({ name }) => name)).toEqual(['dense-1/kernel', 'dense-1/bias'])
    expect(frozen.layout.statistics.slices).toEqual([])
    expect(frozen.layout.frozen.slices).toHaveLength(8)
  })

  const pictures: ChainStep = ['Conv2D', { filters: 8, padding: 'same' }]
  it.each<[string, ChainStep[]]>([
    ['DepthwiseConv2D', [['DepthwiseConv2D', { padding: 'same' }]]],
    ['SeparableConv2D', [['SeparableConv2D', { filters: 8, padding: 'same' }]]],
    ['Conv2DTranspose', [['Conv2DTranspose', { filters: 8, padding: 'same' }]]],
    [
      'Conv1D',
      [
        ['Reshape', { targetShape: [64, 8] }],
        ['Conv1D', { filters: 8, padding: 'same' }],
      ],
    ],
    ['LayerNormalization', [['LayerNormalization']]],
    ['PReLU', [['PReLU']]],
  ])('costs less with a frozen %s, before which and in which nothing is learned', (kind, steps) => {
    const [nodes, fewer] = [true, false].map((trainable) => {
      const settled = steps.map(([name, given]): ChainStep => [name, name === kind ? { ...given, trainable } : given])
      const step = stepOf([[pictures[0], { ...pictures[1], trainable: false }], ...settled])
      const names = step.layout.trainable.slices.map(({ name }) => name)
      expect(names.some((name) => name.startsWith(kind.toLowerCase()))).toBe(trainable)
      return Object.values(countNodes(step.model)).reduce((sum, count) => sum + count, 0)
    })
    expect(fewer).toBeLessThan((nodes ?? 0) - 3)
  })

  it('goes back through frozen layers to those before them', () => {
    const step = stepOf([['Conv2D', { filters: 8 }], ...layers(false)])
    expect(step.layout.trainable.slices.map(({ name }) => name)).toContain('conv2d-1/kernel')
    // Forward 4, the normalisation's gradient 1, two by the input and one by a kernel.
    expect(countNodes(step.model).Conv).toBe(8)
  })

  it('lets blocked convolutions apply the relu that alone uses them', () => {
    const steps: ChainStep[] = [
      ['Conv2D', { filters: 8, activation: 'relu' }],
      ['BatchNormalization'],
      ['Activation', { activation: 'relu' }],
    ]
    const text = Buffer.from(stepOf(steps).model).toString('latin1')
    expect(text.match(/Relu_\d+/g)).toBeNull()
    expect(countNodes(stepOf(steps, 0).model).Relu).toBe(2)
    expect(countNodes(stepOf([['AveragePooling2D'], ['Activation', { activation: 'relu' }]]).model).Relu).toBe(1)
  })
})
