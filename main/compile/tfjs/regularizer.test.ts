import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { buildModel } from './build-model.ts'
import { keras } from './tensorflow.ts'

describe('kernels that are held small', () => {
  it('keep those of separable convolutions too, each kernel its own', async () => {
    const separable = { filters: 2, depthwiseL2: 0.5, pointwiseL1: 0.25 }
    const document = drawChain(
      'n',
      [3, 3, 2],
      [
        ['DepthwiseConv2D', { kernelSize: [1, 1], depthwiseL1: 0.125 }],
        ['SeparableConv2D', separable],
        ['Flatten'],
        ['Dense', { units: 2, activation: 'softmax' }],
      ],
    )
    const built = buildModel(checkGraph(document), { seed: 1 })
    const loaded = await keras.models.modelFromJSON(JSON.parse(JSON.stringify(built.model.toJSON(null, false))))
    loaded.setWeights(built.model.getWeights())
    const [depthwise, , first, pointwise] = built.model.getWeights().map((weight) => [...weight.dataSync()])
    const sum = (values: number[] | undefined, of: (value: number) => number) =>
      (values ?? []).reduce((total, value) => total + of(value), 0)
    const expected = [
      0.125 * sum(depthwise, Math.abs),
      0.5 * sum(first, (value) => value ** 2),
      0.25 * sum(pointwise, Math.abs),
    ]
    const penalties = loaded.calculateLosses().map((penalty) => penalty.dataSync()[0])
    expect(penalties).toEqual(expected.map((value) => expect.closeTo(value, 5)))
    loaded.dispose()
    built.model.dispose()
  })

  it('keep Keras’s regularizer in the saved model, which loads with its penalty', async () => {
    const document = drawChain(
      'n',
      [3, 3, 1],
      [['Conv2D', { filters: 2, kernelL2: 0.5 }], ['Flatten'], ['Dense', { units: 2, activation: 'softmax' }]],
    )
    const built = buildModel(checkGraph(document), { seed: 1 })
    const loaded = await keras.models.modelFromJSON(JSON.parse(JSON.stringify(built.model.toJSON(null, false))))
    loaded.setWeights(built.model.getWeights())
    const [kernel] = built.model.getWeights()
    const squares = [...(kernel?.dataSync() ?? [])].reduce((sum, value) => sum + value ** 2, 0)
    const penalties = loaded.calculateLosses()
    expect(penalties.map((penalty) => penalty.dataSync()[0])).toEqual([expect.closeTo(0.5 * squares, 5)])
    loaded.dispose()
    built.model.dispose()
  })
})
