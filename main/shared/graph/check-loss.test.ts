import { describe, expect, it } from 'vitest'
import type { LossName } from '../document/schema.ts'
import { type ChainStep, drawChain } from '../zoo/network.ts'
import { checkGraph } from './check-graph.ts'
import { applyRemedy } from './remedies/apply-remedy.ts'

const draw = (loss: LossName, steps: ChainStep[]) => drawChain('n', [8, 8, 1], steps, { loss })
const end = (activation: string): ChainStep[] => [['Flatten'], ['Dense', { units: 3, activation }]]
const sigmoidMap: ChainStep[] = [['Conv2D', { filters: 3, kernelSize: [8, 8], activation: 'sigmoid' }], ['Flatten']]

describe('checkLoss', () => {
  it.each([
    ['categoricalCrossentropy', end('softmax')],
    ['kullbackLeiblerDivergence', end('softmax')],
    ['binaryCrossentropy', end('sigmoid')],
    ['binaryCrossentropy', sigmoidMap],
    ['categoricalHinge', end('linear')],
    ['meanSquaredError', end('tanh')],
    ['meanAbsoluteError', end('relu')],
    ['huber', end('linear')],
  ] as [LossName, ChainStep[]][])('lets %s follow %j', (loss, steps) => {
    expect(checkGraph(draw(loss, steps)).diagnostics).toEqual([])
  })

  it.each([
    ['categoricalCrossentropy', end('linear'), 'graph.lossNeedsSoftmax', 'output-1'],
    ['categoricalCrossentropy', sigmoidMap, 'graph.lossNeedsSoftmax', 'conv2d-1'],
    ['kullbackLeiblerDivergence', end('sigmoid'), 'graph.lossNeedsSoftmax', 'dense-1'],
    ['kullbackLeiblerDivergence', end('relu'), 'graph.lossNeedsSoftmax', 'output-1'],
    ['binaryCrossentropy', end('softmax'), 'graph.lossNeedsSigmoid', 'dense-1'],
    [
      'binaryCrossentropy',
      [...end('linear'), ['Activation', { activation: 'softmax' }]],
      'graph.lossNeedsSigmoid',
      'activation-1',
    ],
    ['binaryCrossentropy', end('linear'), 'graph.lossNeedsSigmoid', 'output-1'],
  ] as [LossName, ChainStep[], string, string][])(
    '%s after %j: says where, and offers what cures it',
    (loss, steps, code, nodeId) => {
      const document = draw(loss, steps)
      const { diagnostics } = checkGraph(document)
      expect(diagnostics).toMatchObject([{ severity: 'error', code, nodeId }])
      const [remedy] = diagnostics[0]?.remedies ?? []
      expect(remedy && checkGraph(applyRemedy(document, nodeId, remedy)).diagnostics).toEqual([])
    },
  )
})
