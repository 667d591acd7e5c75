import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { zoo } from '#shared/zoo/zoo.ts'
import { compileToIr, optimizeForTraining } from '../pipeline.ts'
import { buildTrainStep } from './train-step.ts'

const originals = zoo.filter(({ scale }) => scale === 'original')

describe('networks of the zoo in their original size', () => {
  it.each(originals.map((network) => [network.id, network] as const))(
    '%s compiles to a training step',
    (_id, network) => {
      const document = network.build()
      const graph = checkGraph(document)
      const { loss, optimizer } = document.training
      const ir = optimizeForTraining(compileToIr(graph))
      const step = buildTrainStep(ir, { loss, optimizer, blockSize: 0 })
      expect(step.layout.trainable.length).toBe(graph.totals.trainableParameters)
      const { trainable, statistics, frozen } = step.layout
      expect(trainable.length + statistics.length + frozen.length).toBe(graph.totals.parameters)
      // The weights are fed in, not written into the graph.
      expect(step.model.length).toBeLessThan(16 * 1024 ** 2)
    },
  )
})
