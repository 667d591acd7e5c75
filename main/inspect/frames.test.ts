import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { generateShapes } from '../datasets/shapes/generate-shapes.ts'
import { pixelsOf } from '../datasets/testing/pixels-of.ts'
import type { TrainingSession } from '../engines/engine.ts'
import { confusionMatrix, meanIou } from './confusion-matrix.ts'
import { readFeatureMaps } from './feature-frame.ts'
import { type GalleryRequest, pickGalleryPage } from './gallery.ts'
import { drawKernels, findFirstConvolution } from './kernel-frame.ts'

const dataset = generateShapes({ variant: 'shapes', train: 10, test: 10, seed: 1 })
const chain = drawChain(
  'n',
  [28, 28, 1],
  [['Conv2D', { filters: 12 }], ['Flatten'], ['Dense', { units: 5, activation: 'softmax' }]],
)
const graph = checkGraph(chain)

/** Answers 1, 2, 3 … for each node, and keeps what it was asked. */
function fakeSession(asked: string[][]): Pick<TrainingSession, 'activations'> {
  return {
    async activations(batch, nodeIds) {
      asked.push([...nodeIds])
      return nodeIds.flatMap((nodeId) => {
        const shape = graph.nodes.find(({ node }) => node.id === nodeId)?.output ?? []
        const count = shape.reduce((product, size) => product * size, 1)
        return {
          nodeId,
          shape: [batch.count, ...shape],
          values: Float32Array.from({ length: count }, (_, at) => at + 1),
        }
      })
    },
  }
}

describe('feature maps', () => {
  it('show the picture, the chosen layer and all thumbnails, and ask the engine for no more', async () => {
    const asked: string[][] = []
    const look = { imageIndex: 3, nodeId: 'conv2d-1', hasThumbnails: true }
    const frame = await readFeatureMaps(fakeSession(asked), graph, dataset, look)
    expect(asked).toEqual([['conv2d-1', 'flatten-1', 'dense-1']])
    expect(frame.label).toBe(3)
    expect([...frame.image.pixels]).toEqual([...pixelsOf(dataset.test).subarray(3 * 784, 4 * 784)])
    expect(frame.probabilities).toEqual([1, 2, 3, 4, 5])
    expect(frame.chosen).toMatchObject({ nodeId: 'conv2d-1', tileHeight: 26, tileWidth: 26, count: 12 })
    expect(frame.thumbnails.map(({ nodeId, count }) => [nodeId, count])).toEqual([
      ['input-1', 1],
      ['conv2d-1', 8],
      ['flatten-1', 1],
      ['dense-1', 1],
      ['output-1', 1],
    ])
    expect(frame.thumbnails[0]).toMatchObject({ tileHeight: 28, tileWidth: 28 })
  })

  it('know the ends without asking the engine for them', async () => {
    const asked: string[][] = []
    const session = fakeSession(asked)
    const input = await readFeatureMaps(session, graph, dataset, {
      imageIndex: 0,
      nodeId: 'input-1',
      hasThumbnails: false,
    })
    expect(input.chosen).toMatchObject({ nodeId: 'input-1', count: 1, shape: [28, 28, 1] })
    expect(input.thumbnails).toEqual([])
    const end = await readFeatureMaps(session, graph, dataset, {
      imageIndex: 0,
      nodeId: 'output-1',
      hasThumbnails: false,
    })
    expect(end.chosen).toMatchObject({ nodeId: 'output-1', tileWidth: 5 })
    expect(asked).toEqual([['dense-1'], ['dense-1']])
  })

  it('have none for a node that is not there', async () => {
    const look = { imageIndex: 0, nodeId: 'nowhere', hasThumbnails: false }
    expect((await readFeatureMaps(fakeSession([]), graph, dataset, look)).chosen).toBeNull()
  })
})

describe('kernels', () => {
  it('are those of the first convolution on the way', () => {
    expect(findFirstConvolution(graph)).toBe('conv2d-1')
    expect(findFirstConvolution(checkGraph(drawChain('n', [28, 28, 1], [['Flatten']])))).toBeNull()
  })

  it('are cut by filter: colours for three channels, on one scale', () => {
    // Layout [1, 2, 3, 2]: value = 100·filter + 10·column + channel.
    const values = Float32Array.of(0, 100, 1, 101, 2, 102, 10, 110, 11, 111, 12, 112)
    const found = drawKernels('c', [{ name: 'c/kernel', shape: [1, 2, 3, 2], values }])
    expect(found).toMatchObject({ nodeId: 'c', min: 0, max: 112 })
    expect(found?.kernels).toMatchObject({ height: 1, width: 2, channels: 3, count: 2 })
    const bytes = [0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112].map((value) => Math.round((value * 255) / 112))
    expect([...(found?.kernels.pixels ?? [])]).toEqual(bytes)
  })

  it('are grey means of any other number of channels', () => {
    const values = Float32Array.of(1, 3, 5, 7)
    const found = drawKernels('c', [{ name: 'c/kernel', shape: [1, 2, 2, 1], values }])
    expect(found).toMatchObject({ min: 2, max: 6 })
    expect(found?.kernels.channels).toBe(1)
    expect(drawKernels('c', [])).toBeNull()
  })
})

describe('predictions', () => {
  const predicted = Uint8Array.of(0, 1, 2, 3, 4, 1, 1, 2, 3, 3)
  const predictions = {
    predicted,
    probabilities: Float32Array.from({ length: 10 }, (_, index) => index / 10),
    scores: null,
  }
  const page = (changes: Partial<GalleryRequest>) =>
    pickGalleryPage(dataset, predictions, { filter: 'all', cell: null, offset: 0, count: 50, ...changes })

  it('fill the confusion matrix: rows are true, columns predicted', () => {
    const matrix = confusionMatrix(dataset.test.labels, predicted, 5)
    expect(matrix).toEqual([
      [1, 1, 0, 0, 0],
      [0, 2, 0, 0, 0],
      [0, 0, 2, 0, 0],
      [0, 0, 0, 2, 0],
      [0, 0, 0, 1, 1],
    ])
  })

  it('are shown by page, filter and cell', () => {
    expect(page({}).total).toBe(10)
    expect(page({ filter: 'wrong' }).items.map(({ index }) => index)).toEqual([5, 9])
    expect(page({ filter: 'right', offset: 6, count: 1 }).items).toEqual([
      { index: 7, label: 2, predicted: 2, probability: expect.closeTo(0.7), truthProbability: expect.closeTo(0.7) },
    ])
    const cell = page({ cell: { actual: 4, predicted: 3 } })
    expect(cell.items).toEqual([
      { index: 9, label: 4, predicted: 3, probability: expect.closeTo(0.9), truthProbability: null },
    ])
    expect([...cell.images.pixels]).toEqual([...pixelsOf(dataset.test).subarray(9 * 784, 10 * 784)])
    expect(page({ cell: { actual: 99, predicted: 0 } }).total).toBe(0)
    expect(page({ offset: 100 }).items).toEqual([])
  })
})

describe('pictures with a label for each pixel', () => {
  const masks = generateShapes({ variant: 'segmentation', train: 4, test: 6, seed: 1 })
  const { labels } = masks.test
  const classCount = masks.classes.length

  /** Right everywhere but for one pixel of picture 2, and for all edges, which count for nothing. */
  const predicted = Uint8Array.from(labels, (label) => (label === 255 ? 1 : label))
  const wrongPixel = labels.findIndex((label, at) => at >= 2 * 784 && label === 0)
  predicted[wrongPixel] = 2
  const predictions = { predicted, probabilities: new Float32Array(labels.length).fill(1), scores: null }
  const indicesOf = (request: Partial<GalleryRequest>) =>
    pickGalleryPage(masks, predictions, { filter: 'all', cell: null, offset: 0, count: 10, ...request }).items.map(
      ({ index }) => index,
    )

  it('count pixels in the confusion matrix, without the edges', () => {
    const matrix = confusionMatrix(labels, predicted, classCount)
    expect(matrix.flat().reduce((sum, cell) => sum + cell, 0)).toBe(labels.filter((label) => label !== 255).length)
    expect(matrix[0]?.[2]).toBe(1)
  })

  it('are right where all pixels that count are', () => {
    expect(indicesOf({ filter: 'wrong' })).toEqual([2])
    expect(indicesOf({ filter: 'right' })).toEqual([0, 1, 3, 4, 5])
    expect(indicesOf({ cell: { actual: 0, predicted: 2 } })).toEqual([2])
  })

  it('come with both masks and the share of right pixels', () => {
    const page = pickGalleryPage(masks, predictions, { filter: 'wrong', cell: null, offset: 0, count: 10 })
    if (page.task !== 'segmentation') throw new Error('no masks')
    const [item] = page.items
    expect(item?.truth).toEqual(labels.slice(2 * 784, 3 * 784))
    expect(item?.predicted[wrongPixel - 2 * 784]).toBe(2)
    const counted = item?.truth.filter((label) => label !== 255).length ?? 0
    expect(item?.accuracy).toBeCloseTo(1 - 1 / counted)
  })

  it('show what each pixel is taken for now', async () => {
    const drawn = drawChain('map', [28, 28, 3], [['Conv2D', { filters: 4, padding: 'same', activation: 'softmax' }]])
    const mapGraph = checkGraph({
      ...drawn,
      data: { source: 'shapes', variant: 'segmentation', train: 4, test: 6, seed: 1 },
    })
    expect(mapGraph.isTrainable).toBe(true)
    const session: Pick<TrainingSession, 'activations'> = {
      // Each pixel is of class 3.
      activations: async (_batch, ids) =>
        ids.map((nodeId) => ({
          nodeId,
          shape: [1, 28, 28, 4],
          values: Float32Array.from({ length: 784 * 4 }, (_, at) => at % 4),
        })),
    }
    const look = { imageIndex: 1, nodeId: null, hasThumbnails: true }
    const frame = await readFeatureMaps(session, mapGraph, masks, look)
    expect([frame.label, frame.probabilities]).toEqual([null, []])
    expect(frame.masks?.truth).toEqual(labels.slice(784, 2 * 784))
    expect(new Set(frame.masks?.predicted)).toEqual(new Set([3]))
  })
})

describe('mean intersection over union', () => {
  it('is the mean over the classes that are there or were found', () => {
    // Class 0: 3 of 3 + 1 + 1; class 1: 2 of 2 + 1 + 1; nobody speaks of class 2.
    const confusion = [
      [3, 1, 0],
      [1, 2, 0],
      [0, 0, 0],
    ]
    expect(meanIou(confusion)).toBeCloseTo((3 / 5 + 2 / 4) / 2)
    expect(meanIou([[5]])).toBe(1)
    expect(meanIou([[0]])).toBe(0)
  })
})
