import { describe, expect, it } from 'vitest'
import type { LayerLook } from '#shared/contract/look.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import type { Batch } from '../datasets/dataset.ts'
import { packImages } from '../datasets/describe-dataset.ts'
import { loadSharp } from '../datasets/pictures/load-sharp.ts'
import { generateShapes } from '../datasets/shapes/generate-shapes.ts'
import { flat } from '../datasets/testing/picture-files.ts'
import type { TrainingSession } from '../engines/engine.ts'
import { onnxEngine } from '../engines/onnx/onnx-engine.ts'
import { readFeatureMaps } from './feature-frame.ts'
import { type OwnPicture, predictPicture } from './predict-picture.ts'

const classes = ['a', 'b', 'c'].map((name) => ({ en: name, 'zh-CN': name }))
const digits: DataChoice = { source: 'digits', count: 100 } as unknown as DataChoice

function network(shape: [number, number, number]) {
  return checkGraph(drawChain('n', shape, [['Flatten'], ['Dense', { units: 3, activation: 'softmax' }]]))
}

/** Answers the same numbers, and keeps what it was shown. */
function fakeSession(values: number[]): Pick<TrainingSession, 'activations'> & { shown: Batch[]; asked: string[] } {
  const shown: Batch[] = []
  const asked: string[] = []
  return {
    shown,
    asked,
    async activations(batch, [nodeId = '']) {
      shown.push(batch)
      asked.push(nodeId)
      return [{ nodeId, shape: [1, values.length], values: Float32Array.from(values) }]
    },
  }
}

const cpu = { engine: 'onnx', device: 'cpu', name: 'CPU' } as const
const plain = { isInverted: false, isCentred: false }
const unseen: LayerLook = { nodeId: null, hasThumbnails: false }

async function look(shape: [number, number, number], picture: OwnPicture, data = digits) {
  const session = fakeSession([0.2, 0.5, 0.3])
  const prediction = await predictPicture({ session, graph: network(shape), data, classes }, picture, unseen)
  return { ...prediction, session }
}

describe('a picture of one’s own', () => {
  it('is brought to the form that the network takes, and gets its probabilities', async () => {
    const found = await look([4, 6, 1], { ...plain, file: await flat('#646464', [12, 8]) })
    expect(found.image).toMatchObject({ height: 4, width: 6, channels: 1, count: 1 })
    expect(new Set(found.image.pixels)).toEqual(new Set([100]))
    expect(found.session.shown[0]?.pixels).toBe(found.image.pixels)
    expect(found.session.asked).toEqual(['dense-1'])
    expect(found.probabilities.map((value) => value.toFixed(1))).toEqual(['0.2', '0.5', '0.3'])
    expect(found.mask).toBeNull()
  })

  it('is padded, unless the data set has another fit', async () => {
    const file = await flat('#ffffff', [8, 4])
    const padded = await look([4, 4, 1], { ...plain, file })
    expect([...padded.image.pixels.subarray(0, 4)]).toEqual([0, 0, 0, 0])
    const own = { source: 'pictures', path: '/', task: 'classification', fit: 'crop', background: 'black' }
    const cropped = await look([4, 4, 1], { ...plain, file }, own as unknown as DataChoice)
    expect(new Set(cropped.image.pixels)).toEqual(new Set([255]))
  })

  it('is turned over where it is dark on bright, and what is beside it stays dark', async () => {
    const found = await look([4, 4, 1], { ...plain, isInverted: true, file: await flat('#ffffff', [8, 4]) })
    expect(new Set(found.image.pixels)).toEqual(new Set([0]))
  })

  it('has its colours where the network takes three', async () => {
    const found = await look([2, 2, 3], { ...plain, file: await flat('#0a1420', [4, 4]) })
    expect([...found.image.pixels.subarray(0, 3)]).toEqual([10, 20, 32])
  })

  it('is centred where that is wanted', async () => {
    const dot = { input: await flat('#ffffff', [6, 6]), left: 2, top: 2 }
    const file = await loadSharp()({ create: { width: 56, height: 56, channels: 3, background: '#000' } })
      .composite([dot])
      .png()
      .toBuffer()
    const [asItIs, centred] = await Promise.all([
      look([28, 28, 1], { ...plain, file }),
      look([28, 28, 1], { ...plain, isCentred: true, file }),
    ])
    const middle = 14 * 28 + 14
    expect(asItIs.image.pixels[middle]).toBe(0)
    expect(centred.image.pixels[middle]).toBe(255)
  })

  it('says what is wrong with it', async () => {
    await expect(look([4, 4, 1], { ...plain, file: Buffer.from('no picture') })).rejects.toMatchObject({
      code: 'data.skip.format',
    })
    await expect(look([4, 4, 2], { ...plain, file: await flat('#fff') })).rejects.toMatchObject({
      code: 'run.noPictureForm',
    })
  })

  it('has a class for each pixel where these are learnt', async () => {
    const graph = checkGraph(
      drawChain('n', [2, 2, 3], [['Conv2D', { filters: 3, activation: 'softmax', kernelSize: [1, 1] }]]),
    )
    const session = fakeSession([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1])
    const data = { source: 'shapes', variant: 'segmentation', train: 1, test: 1, seed: 1 } as const
    const found = await predictPicture(
      { session, graph, data, classes },
      { ...plain, file: await flat('#fff') },
      unseen,
    )
    expect([...(found.mask ?? [])]).toEqual([0, 1, 2, 2])
    expect(found.probabilities).toEqual([])
  })
})

describe('the layers, at a picture of one’s own', () => {
  const label = (units: number): ChainStep[] => [['Flatten'], ['Dense', { units, activation: 'softmax' }]]
  const scores = (filters: number): ChainStep[] => [['Conv2D', { filters, kernelSize: [1, 1], activation: 'softmax' }]]
  for (const { variant, ending } of [
    { variant: 'shapes', ending: label(5) },
    { variant: 'colours', ending: label(6) },
    { variant: 'segmentation', ending: scores(4) },
  ] as const) {
    it(`do what they do at the same test picture, bit for bit: ${variant}`, async () => {
      const data = { source: 'shapes', variant, train: 4, test: 4, seed: 2 } as const
      const dataset = generateShapes(data)
      const [height = 0, width = 0, channels = 0] = dataset.inputShape
      const document = drawChain(
        'n',
        [height, width, channels],
        [
          ['Conv2D', { filters: 6, padding: 'same', activation: 'relu' }],
          ['MaxPooling2D'],
          ['UpSampling2D'],
          ...ending,
        ],
      )
      const graph = checkGraph({ ...document, data })
      expect(graph.diagnostics).toEqual([])
      const session = await onnxEngine.open({ ...document.training, graph, seed: 3, threads: 1 }, cpu)
      const look = { nodeId: 'conv2d-1', hasThumbnails: true }
      try {
        const tested = await readFeatureMaps(session, graph, dataset, { imageIndex: 2, ...look })
        const { pixels } = packImages(dataset, dataset.test, [2])
        const file = await loadSharp()(pixels, { raw: { width, height, channels: channels === 3 ? 3 : 1 } })
          .png()
          .toBuffer()
        const predictor = { session, graph, data, classes: dataset.classes }
        const own = await predictPicture(predictor, { ...plain, file }, look)
        expect(own.chosen?.count).toBe(6)
        expect(own.thumbnails).toHaveLength(graph.nodes.length)
        expect([own.image, own.chosen, own.thumbnails]).toEqual([tested.image, tested.chosen, tested.thumbnails])
        expect([own.probabilities, own.mask]).toEqual([tested.probabilities, tested.masks?.predicted ?? null])

        const other = await predictPicture(predictor, { ...plain, isInverted: true, file }, look)
        expect(other.chosen?.tiles).not.toEqual(own.chosen?.tiles)
        const answer = await predictPicture(predictor, { ...plain, file }, unseen)
        expect(answer).toEqual({ ...own, chosen: null, thumbnails: [] })
      } finally {
        await session.dispose()
      }
    })
  }
})
