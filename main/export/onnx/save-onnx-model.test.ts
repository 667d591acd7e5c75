import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { initialWeights } from '#main/compile/tfjs/build-model.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { drawChain } from '#shared/zoo/network.ts'
import type { AnsweredSamples } from '../answered-samples.ts'
import { channelsFirst } from './check-model.ts'
import { type OnnxRequest, saveOnnxModel } from './save-onnx-model.ts'

const document = drawChain(
  'small',
  [4, 4, 3],
  [['Conv2D', { filters: 2, activation: 'relu' }], ['Flatten'], ['Dense', { units: 2, activation: 'softmax' }]],
)
const graph = checkGraph(document)
const classes = ['cat', 'dog'].map((name) => ({ en: name, 'zh-CN': `${name}。` }))
const weights = initialWeights(graph, 5)

/** Two black pictures: nothing but the offsets, which are 0, comes through, so that both classes are as likely. */
const black: AnsweredSamples = {
  count: 2,
  pixels: new Uint8Array(2 * 4 * 4 * 3),
  inputShape: [4, 4, 3],
  answers: new Float32Array(4).fill(0.5),
  outputShape: [2],
  isOfData: true,
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layerloom-onnx-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const request = (more: Partial<OnnxRequest> = {}): OnnxRequest => ({
  graph,
  weights,
  metadata: { name: 'pets', classes },
  file: path.join(folder, 'pets.onnx'),
  readSamples: async () => black,
  document,
  ...more,
})

describe('an ONNX file', () => {
  it('is written once it has answered as the network does, and opens again', async () => {
    const { files, check } = await saveOnnxModel(request())
    expect(files).toEqual([path.join(folder, 'pets.onnx')])
    expect(check).toEqual({ pictures: 2, isOfData: true, largestDifference: 0 })
    const session = await InferenceSession.create(files[0] ?? '')
    expect([session.inputNames, session.outputNames]).toEqual([['image'], ['output']])
    const { output } = await session.run({ image: new Tensor('float32', new Float32Array(48), [1, 3, 4, 4]) })
    expect([...(output?.data ?? [])]).toEqual([0.5, 0.5])
  })

  it('replaces an earlier one, and leaves nothing beside it', async () => {
    await saveOnnxModel(request())
    await saveOnnxModel(request())
    expect(await readdir(folder)).toEqual(['pets.onnx'])
  })

  it('is not written where it answers otherwise', async () => {
    const answers = Float32Array.of(0.5, 0.5, 0.52, 0.48)
    const other = saveOnnxModel(request({ readSamples: async () => ({ ...black, answers }) }))
    await expect(other).rejects.toMatchObject({ code: 'export.differs' })
    expect(await readdir(folder)).toEqual([])
  })

  it('is not written with weights of another network', async () => {
    await expect(saveOnnxModel(request({ weights: weights.slice(1) }))).rejects.toMatchObject({
      code: 'engine.weightsMismatch',
    })
  })

  it('says why it cannot be written', async () => {
    const file = path.join(folder, 'taken')
    await mkdir(path.join(file, 'by a folder'), { recursive: true })
    await expect(saveOnnxModel(request({ file }))).rejects.toMatchObject({
      code: 'export.cannotWrite',
      values: { path: file },
    })
    expect(await readdir(folder)).toEqual(['taken'])
  })
})

describe('channels first', () => {
  it('has each channel of a picture in one piece', () => {
    // Two pictures of two pixels with three channels.
    const pixels = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
    expect([...channelsFirst(pixels, [1, 2, 3])]).toEqual([1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12])
  })

  it('leaves rows as they are', () => {
    expect([...channelsFirst(Float32Array.of(1, 2, 3, 4), [2])]).toEqual([1, 2, 3, 4])
  })
})
