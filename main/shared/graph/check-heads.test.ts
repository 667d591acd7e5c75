import { describe, expect, it } from 'vitest'
import type { LoomDocument } from '../document/schema.ts'
import { type ChainStep, drawChain } from '../zoo/network.ts'
import { checkGraph } from './check-graph.ts'
import { applyRemedy } from './remedies/apply-remedy.ts'

const softmax = { activation: 'softmax', kernelSize: [1, 1] }
const facts = { inputShape: [28, 28, 3], classCount: 4 }

function drawMap(steps: ChainStep[]): LoomDocument {
  const drawn = drawChain('map', [28, 28, 3], steps, { loss: 'sparseCategoricalCrossentropy' })
  return { ...drawn, data: { source: 'shapes', variant: 'segmentation', train: 8, test: 8, seed: 1 } }
}

const errorsOf = (document: LoomDocument) =>
  checkGraph(document, { data: facts }).diagnostics.filter(({ severity }) => severity === 'error')

/** The drawing after the first remedy of its first error. */
function cure(document: LoomDocument): LoomDocument {
  const [found] = errorsOf(document)
  const remedy = found?.remedies?.[0]
  if (!found?.nodeId || !remedy) throw new Error('there is no remedy')
  return applyRemedy(document, found.nodeId, remedy)
}

describe('data with a label for each pixel', () => {
  it('takes a map as large as the pictures, with the data known or not', () => {
    const drawn = drawMap([['Conv2D', { filters: 4, ...softmax }]])
    expect(checkGraph(drawn).diagnostics).toEqual([])
    expect(errorsOf(drawn)).toEqual([])
  })

  it('wants a map', () => {
    const drawn = drawMap([['Flatten'], ['Dense', { units: 4, activation: 'softmax' }]])
    expect(errorsOf(drawn)).toMatchObject([
      { code: 'graph.needsMap', nodeId: 'output-1', values: { shape: '4', expected: '28×28×4' } },
    ])
    expect(checkGraph(drawn).isTrainable).toBe(false)
  })

  it('wants a channel for each class, and gives it', () => {
    const drawn = drawMap([['Conv2D', { filters: 7, ...softmax }]])
    expect(errorsOf(drawn)).toMatchObject([{ code: 'graph.mapMismatch', nodeId: 'conv2d-1' }])
    expect(errorsOf(cure(drawn))).toEqual([])
  })

  it('wants the size of the pictures, and enlarges maps that go into it', () => {
    const drawn = drawMap([
      ['Conv2D', { filters: 8, strides: [4, 2], padding: 'same' }],
      ['Conv2D', { filters: 4, ...softmax }],
    ])
    expect(errorsOf(drawn)).toMatchObject([{ code: 'graph.mapMismatch', values: { shape: '7×14×4' } }])
    expect(errorsOf(cure(drawn))).toEqual([])
    const odd = drawMap([['Conv2D', { filters: 4, kernelSize: [3, 3], activation: 'softmax' }]])
    expect(errorsOf(odd)).toMatchObject([{ code: 'graph.mapMismatch', nodeId: 'output-1' }])
  })

  it('wants the ending of the loss as well', () => {
    const drawn = drawMap([['Conv2D', { filters: 4, kernelSize: [1, 1] }]])
    expect(errorsOf(drawn)).toMatchObject([{ code: 'graph.lossNeedsSoftmax' }])
    expect(errorsOf(cure(drawn))).toEqual([])
  })
})

describe('data with a label for each picture', () => {
  it('refuses a map, and flattens it', () => {
    const drawn = drawChain(
      'row',
      [28, 28, 3],
      [['Conv2D', { filters: 4, kernelSize: [28, 28], activation: 'softmax' }]],
    )
    expect(errorsOf(drawn)).toMatchObject([
      {
        code: 'graph.needsFlat',
        nodeId: 'output-1',
        remedies: [{ layer: 'Flatten' }, { layer: 'GlobalAveragePooling2D' }],
      },
    ])
    expect(errorsOf(cure(drawn))).toEqual([])
  })
})
