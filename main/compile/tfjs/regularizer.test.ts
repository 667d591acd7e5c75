import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { buildModel } from './build-model.ts'
import { keras } from './tensorflow.ts'

describe('kernels that are held small', () => {
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
