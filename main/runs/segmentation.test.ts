import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Evaluation } from '#shared/contract/runs.ts'
import { defaultOptimizer } from '#shared/document/optimizers.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { createDatasetOpener } from '../datasets/open-dataset.ts'
import { flat } from '../datasets/testing/picture-files.ts'
import { onnxEngine } from '../engines/onnx/onnx-engine.ts'
import { meanIou } from '../inspect/confusion-matrix.ts'
import { joinRunFixture, type RunFixture } from './testing/run-fixture.ts'

/** Tells shapes from the background at the least: they differ in colour. */
const chain = drawChain(
  'tiny',
  [28, 28, 3],
  [
    ['Conv2D', { filters: 8, padding: 'same', activation: 'relu' }],
    ['Conv2D', { filters: 4, kernelSize: [1, 1], activation: 'softmax' }],
  ],
  {
    epochs: 6,
    batchSize: 10,
    threads: 1,
    classWeights: 'balanced',
    validationSplit: 0.2,
    optimizer: defaultOptimizer('adam', 0.02),
  },
)
const document: LoomDocument = {
  ...chain,
  data: { source: 'shapes', variant: 'segmentation', train: 100, test: 20, seed: 1 },
}

describe('a run on pictures with a label for each pixel', () => {
  let directory = ''
  let run: RunFixture
  let evaluation: Evaluation
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'layerloom-pixels-'))
    const reports = await onnxEngine.probe()
    const [device] = reports.flatMap((report) => (report.isUsable ? [report.device] : []))
    if (!device) throw new Error('ONNX Runtime is not there')
    run = joinRunFixture(onnxEngine, directory, { device })
    await run.service.startRun({ document, resumeFrom: null })
    await run.service.ended()
    const [found] = run.all('evaluation')
    if (!found) throw new Error(JSON.stringify(run.service.currentRun({})?.state))
    evaluation = found
  }, 60_000)
  afterAll(async () => {
    await run.service.dispose()
    await rm(directory, { recursive: true })
  })

  it('learns', () => {
    const losses = run.all('metrics').flatMap(({ epochs }) => epochs.map(({ valLoss }) => valLoss))
    expect(losses.length).toBe(6)
    expect(Math.min(...losses)).toBeLessThan(0.8 * (losses[0] ?? 0))
    // By chance it would be a quarter at best.
    expect(evaluation.testAccuracy).toBeGreaterThan(0.5)
  })

  it('counts the pixels that are no edges, and tells the mean IoU of these', () => {
    const { confusion } = evaluation
    const total = confusion.flat().reduce((sum, cell) => sum + cell, 0)
    expect(total).toBeGreaterThan(0.7 * 20 * 784)
    expect(total).toBeLessThan(20 * 784)
    const right = confusion.reduce((sum, row, label) => sum + (row[label] ?? 0), 0)
    expect(evaluation.testAccuracy).toBeCloseTo(right / total, 10)
    expect(evaluation.meanIou).toBe(meanIou(confusion))
    expect(evaluation.topK).toEqual([])
    const inBins = evaluation.calibration?.bins.reduce((sum, { count }) => sum + count, 0)
    expect(inBins).toBe(total)
  })

  it('has no curves of a class', async () => {
    expect(await run.service.thresholdCurves({ runId: evaluation.runId, label: 1 })).toBeNull()
  })

  it('shows the masks afterwards, in the gallery and beside the feature maps', async () => {
    const { runId } = evaluation
    const page = await run.service.gallery({ runId, filter: 'all', cell: null, offset: 3, count: 2 })
    if (page.task !== 'segmentation') throw new Error('no masks')
    expect(page.items.map(({ index }) => index)).toEqual([3, 4])
    const shown = run.next('featureMaps', ({ imageIndex }) => imageIndex === 3)
    await run.service.watch({ runId, imageIndex: 3, nodeId: 'conv2d-1', hasThumbnails: true })
    const { masks, label } = await shown
    expect(label).toBeNull()
    expect(masks?.truth).toEqual(page.items[0]?.truth)
    expect(masks?.predicted).toEqual(page.items[0]?.predicted)
  })

  it.each([
    ['with its pictures', createDatasetOpener({ digitsDirectory: '' })],
    ['without them', () => Promise.reject(new LoomError('data.cancelled'))],
  ])('is opened again %s', async (_what, openDataset) => {
    const { runId } = evaluation
    const look = { nodeId: 'conv2d-1', hasThumbnails: true }
    const request = { runId, file: await flat('#ff0000', [28, 28]), isInverted: false, isCentred: false, look }
    const before = await run.service.predictPicture(request)
    const again = joinRunFixture(onnxEngine, directory, { device: evaluation.device })
    const effort = { seconds: 3, imagesPerSecond: 100, dataWaitShare: null }
    const past = {
      runId,
      name: 'tiny',
      isTestOnly: false,
      data: document.data,
      evaluation: { ...evaluation, ...effort },
      effort,
    }
    await again.service.openRun({ ...past, openDataset: () => openDataset(document.data) })
    await again.service.ended()
    const after = again.service.currentRun({})
    expect(after?.state).toEqual(run.service.currentRun({})?.state)
    expect(after?.evaluation).toEqual(past.evaluation)
    expect(await again.service.predictPicture(request)).toEqual(before)
    await again.service.dispose()
  })
})
