import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { zoo } from '#shared/zoo/zoo.ts'
import { compileToIr } from './pipeline.ts'
import { printIr } from './print.ts'

describe('compileToIr', () => {
  it.each(zoo.map((network) => [network.id, network] as const))('lowers %s', (_id, network) => {
    expect(printIr(compileToIr(checkGraph(network.build())))).toMatchSnapshot()
  })
})
