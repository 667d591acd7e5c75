import { describe, expect, it } from 'vitest'
import type { DataChoice } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { drawChain } from '#shared/zoo/network.ts'
import type { Batch } from '../datasets/dataset.ts'
import { loadSharp } from '../datasets/pictures/load-sharp.ts'
import { flat } from '../datasets/testing/picture-files.ts'
import type { TrainingSession } from '../engines/engine.ts'
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

const plain = { isInverted: false, isCentred: false }

async function look(shape: [number, number, number], picture: OwnPicture, data = digits) {
  const session = fakeSession([0.2, 0.5, 0.3])
  const prediction = await predictPicture({ session, graph: network(shape), data, classes }, picture)
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
    const found = await predictPicture({ session, graph, data, classes }, { ...plain, file: await flat('#fff') })
    expect([...(found.mask ?? [])]).toEqual([0, 1, 2, 2])
    expect(found.probabilities).toEqual([])
  })
})
