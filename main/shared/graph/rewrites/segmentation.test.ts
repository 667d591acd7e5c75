import { describe, expect, it } from 'vitest'
import { setParameters } from '../../document/edit.ts'
import { type DataChoice, dataChoiceSchema, type LoomDocument } from '../../document/schema.ts'
import { formatShape } from '../../layers/shape.ts'
import { findZooNetwork, zoo } from '../../zoo/zoo.ts'
import { type CheckedGraph, checkGraph } from '../check-graph.ts'
import { rewrites } from './registry.ts'
import type { RewritePlan } from './rewrite.ts'

const pixels = { source: 'shapes', variant: 'segmentation', train: 100, test: 10, seed: 1 } satisfies DataChoice

function build(id: string): LoomDocument {
  const network = findZooNetwork(id)
  if (!network) throw new Error(`no network ${id}`)
  return network.build()
}

function convert(document: LoomDocument, skips: number) {
  const rewrite = rewrites.find(({ id }) => id === `segmentation${skips}`)
  const result = rewrite?.apply({ document, graph: checkGraph(document), nodeIds: new Set() })
  if (!result) throw new Error(`no rewrite with ${skips} skips`)
  return result
}

function converted(document: LoomDocument, skips: number): RewritePlan {
  const result = convert(document, skips)
  if (!result.ok) throw new Error(result.reason.code)
  return result.plan
}

/** Held against a class for each pixel, whatever data the drawing had. */
const checkOnPixels = (document: LoomDocument) => checkGraph({ ...document, data: pixels })

/** All that tell what is on a whole picture, and have maps that get smaller: dense networks have none. */
const classifiers = zoo.filter((network) => {
  const { nodes, ends } = checkGraph(network.build())
  const isMap = nodes.find(({ node }) => node.id === ends.outputId)?.output.length === 3
  return !isMap && nodes.some(({ layer }) => layer.group === 'convolution')
})

describe('segmentation of the zoo', () => {
  it('has classifiers of each family with maps', () => {
    expect(new Set(classifiers.map(({ family }) => family)).size).toBeGreaterThanOrEqual(9)
  })

  it.each(classifiers.map((network) => [network.id, network] as const))(
    '%s names the class of each pixel, with as many skips as it has finer maps',
    (_id, network) => {
      const document = network.build()
      const [input] = checkGraph(document).nodes
      const classes = checkGraph(document).nodes.at(-1)?.output.at(-1) ?? 0
      let done = 0
      for (const skips of [0, 1, 2]) {
        const result = convert(document, skips)
        if (!result.ok) {
          expect(result.reason).toMatchObject({ code: 'rewrite.fewStages', values: { stages: done, skips } })
          break
        }
        done += 1
        const graph = checkOnPixels(result.plan.document)
        expect(graph.diagnostics.filter(({ code }) => code !== 'graph.memory')).toEqual([])
        const expected = document.data.source === 'shapes' ? 4 : classes > 150 ? 21 : classes
        const output = graph.nodes.find(({ node }) => node.id === graph.ends.outputId)?.output
        expect(output).toEqual([...(input?.output.slice(0, 2) ?? []), expected])
        const sums = graph.nodes.filter(({ node }) => node.kind === 'Add' && !idsOf(document).has(node.id))
        expect(sums).toHaveLength(skips)
      }
      expect(done).toBeGreaterThan(0)
    },
  )

  it.each([0, 1, 2])('makes of VGG-16 the paper’s network, with %i skips', (skips) => {
    const { document, moves } = converted(build('vgg-d'), skips)
    const graph = checkOnPixels(document)
    const own = checkGraph(build(['fcn-32s', 'fcn-16s', 'fcn-8s'][skips] ?? ''))
    expect(graph.totals.parameters).toBe(own.totals.parameters)
    expect(graph.diagnostics).toEqual([])
    const shapeOf = (id: string) => graph.nodes.find(({ node }) => node.id === id)?.weights[0]?.shape
    // fc6 becomes 7×7 and fc7 1×1, with what they learned; the 1,000 scores start fresh.
    expect(moves.map(({ shape }) => formatShape(shape))).toEqual(['7×7×512×4096', '4096', '1×1×4096×4096', '4096'])
    for (const { to, shape } of moves.filter((move) => move.to.endsWith('kernel'))) {
      expect(shapeOf(to.replace('/kernel', ''))).toEqual(shape)
    }
    const enlargements = ({ nodes }: CheckedGraph) =>
      nodes.filter(({ node }) => node.kind === 'Conv2DTranspose').map(({ values }) => values.kernelSize)
    expect(enlargements(graph)).toEqual(enlargements(own))
  })

  it('leaves out auxiliary heads, with their layers and blocks, and says so', () => {
    for (const [id, count] of [
      ['googlenet', 2],
      ['googlenet-torchvision', 2],
      ['googlenet-32', 1],
    ] as const) {
      const [before, main] = [build(id), count === 1 ? null : build(`${id}-main`)]
      const { document, notes } = converted(before, 2)
      expect(notes).toContainEqual({ code: 'rewrite.auxiliaryRemoved', values: { count } })
      expect(document.nodes.filter(({ kind }) => kind === 'Output')).toHaveLength(1)
      expect(document.blocks.map(({ name }) => name).filter((name) => /aux/i.test(name))).toEqual([])
      expect(checkOnPixels(document).diagnostics).toEqual([])
      if (!main) continue
      const alone = checkOnPixels(converted(main, 2).document)
      expect(checkOnPixels(document).totals.parameters).toBe(alone.totals.parameters)
    }
  })

  it('keeps layers that take no part', () => {
    const before = build('googlenet-32')
    const stray = { id: 'dense-9', kind: 'Dense', position: { x: 0, y: 900 }, parameters: {} }
    const { document } = converted({ ...before, nodes: [...before.nodes, stray] }, 0)
    expect(document.nodes).toContainEqual(stray)
  })

  it('takes as many classes as the pixels of a data set of one’s own have', () => {
    const source = { source: 'pictures', path: '/p', task: 'segmentation' } as const
    const data = dataChoiceSchema.parse({ ...source, height: 224, width: 224 })
    const rewrite = rewrites.find(({ id }) => id === 'segmentation2')
    const document = { ...build('vgg-a'), data }
    const attempt = (pixelClasses?: number) => {
      const result = rewrite?.apply({ document, graph: checkGraph(document), nodeIds: new Set(), pixelClasses })
      if (!result?.ok) throw new Error('it does not apply')
      expect(result.plan.document.data).toEqual(data)
      return result.plan
    }
    const facts = { inputShape: [224, 224, 3], classCount: 3 }
    expect(checkGraph(attempt(3).document, { data: facts }).diagnostics).toEqual([])
    expect(attempt(3).notes).toContainEqual({ code: 'rewrite.segmentationOwn', values: { classes: 3 } })
    // Before the data set is read, as without one.
    expect(attempt().notes).toContainEqual({ code: 'rewrite.segmentationFewer', values: { before: 1000, classes: 21 } })
  })

  it('keeps few classes with their weights, and gives the pixels of shapes their own', () => {
    const small = build('vgg-d-32')
    const same = converted(small, 2)
    expect(same.notes).toContainEqual({ code: 'rewrite.segmentationData', values: { classes: 10 } })
    expect(same.moves).toHaveLength(6)
    const shapes: DataChoice = { ...pixels, variant: 'both' }
    const other = converted({ ...setParameters(small, 'input-1', { shape: [28, 28, 3] }), data: shapes }, 2)
    expect(other.notes).toContainEqual({ code: 'rewrite.segmentationShapes', values: { classes: 4 } })
    expect(other.moves).toHaveLength(4)
    expect(checkGraph(other.document).diagnostics).toEqual([])
  })
})

function idsOf({ nodes }: LoomDocument): Set<string> {
  return new Set(nodes.map(({ id }) => id))
}
