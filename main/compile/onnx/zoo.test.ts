import { describe, expect, it } from 'vitest'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { rewrites } from '#shared/graph/rewrites/registry.ts'
import { zoo } from '#shared/zoo/zoo.ts'
import { compileToIr, optimizeForTraining } from '../pipeline.ts'
import { buildTrainStep } from './train-step.ts'

const originals = zoo.filter(({ scale }) => scale === 'original')

function compile(document: LoomDocument): void {
  const graph = checkGraph(document)
  const { loss, optimizer } = document.training
  const ir = optimizeForTraining(compileToIr(graph))
  const step = buildTrainStep(ir, { loss, optimizer, blockSize: 0 })
  expect(step.layout.trainable.length).toBe(graph.totals.trainableParameters)
  const { trainable, statistics, frozen } = step.layout
  expect(trainable.length + statistics.length + frozen.length).toBe(graph.totals.parameters)
  // The weights are fed in, not written into the graph.
  expect(step.model.length).toBeLessThan(16 * 1024 ** 2)
}

/** A classifier as a network for a class for each pixel, with so many skips. */
function forPixels(id: string, skips: number): LoomDocument {
  const document = zoo.find((network) => network.id === id)?.build()
  if (!document) throw new Error(`no network ${id}`)
  const rewrite = rewrites.find(({ id }) => id === `segmentation${skips}`)
  const result = rewrite?.apply({ document, graph: checkGraph(document), nodeIds: new Set() })
  if (!result?.ok) throw new Error(`not with ${skips} skips`)
  const data = { source: 'shapes', variant: 'segmentation', train: 100, test: 10, seed: 1 } as const
  return { ...result.plan.document, data }
}

describe('networks of the zoo in their original size', () => {
  it.each(originals.map((network) => [network.id, network] as const))(
    '%s compiles to a training step',
    (_id, network) => compile(network.build()),
  )

  it.each([
    ['vgg-d', 0],
    ['vgg-d', 1],
    ['vgg-d', 2],
    ['vgg-e', 2],
    ['alexnet-torchvision', 2],
    ['googlenet', 2],
    ['resnet-50', 2],
    ['densenet-121', 2],
  ] as const)('%s compiles for pixels with %i skips', (id, skips) => {
    compile(forPixels(id, skips))
  })
})
