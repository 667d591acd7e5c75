import { describe, expect, it } from 'vitest'
import { emptyDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { zoo } from '#shared/zoo/zoo.ts'
import { compileToIr, optimizeForTraining } from './pipeline.ts'
import { printIr } from './print.ts'

describe('compileToIr', () => {
  const study = zoo.filter(({ id }) => id.startsWith('study-'))
  it.each(study.map((network) => [network.id, network] as const))('lowers %s', (_id, network) => {
    expect(printIr(compileToIr(checkGraph(network.build())))).toMatchSnapshot()
  })

  it('pools before it rectifies, in training', () => {
    const cnn = zoo.find(({ id }) => id === 'study-mnist-cnn')
    const ir = optimizeForTraining(compileToIr(checkGraph(cnn?.build() ?? emptyDocument())))
    const ops = ir.values.map(({ op }) => op).filter((op) => op !== 'weight')
    expect(ops.slice(0, 7)).toEqual(['input', 'conv2d', 'maxPool2d', 'relu', 'conv2d', 'maxPool2d', 'relu'])
  })
})
