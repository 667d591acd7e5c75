import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { RunState } from '#shared/contract/runs.ts'
import { defaultOptimizer } from '#shared/document/optimizers.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { flat } from '../datasets/testing/picture-files.ts'
import type { TrainingSession } from '../engines/engine.ts'
import { createLinearEngine, type LinearEngineOptions } from './testing/linear-engine.ts'
import { createRunFixture, joinRunFixture, type RunFixture, smallDocument } from './testing/run-fixture.ts'

const opened: RunFixture[] = []
afterEach(async () => {
  for (const { service, directory } of opened.splice(0)) {
    await service.dispose()
    await rm(directory, { recursive: true, force: true })
  }
})

async function fixture(options: LinearEngineOptions = {}): Promise<RunFixture> {
  const created = await createRunFixture(createLinearEngine(options))
  opened.push(created)
  return created
}

async function begin(run: RunFixture, document: LoomDocument = smallDocument()): Promise<string> {
  return (await run.service.startRun({ document, resumeFrom: null })).runId
}

function phases({ all }: RunFixture): RunState['phase'][] {
  return all('run').map(({ phase }) => phase)
}

describe('a run', () => {
  it('goes through its phases, learns, and is evaluated with the best weights', async () => {
    const run = await fixture()
    const runId = await begin(run)
    expect(run.told).toEqual([])
    await run.service.ended()
    expect(phases(run)).toEqual(['preparing', 'training', 'evaluating', 'finished'])

    const snapshot = await run.service.currentRun({})
    expect(snapshot?.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3])
    expect(snapshot?.epochs[2]?.loss).toBeLessThan(snapshot?.epochs[0]?.loss ?? 0)
    expect(snapshot?.batches.map(({ step }) => step)).toEqual(Array.from({ length: 30 }, (_, place) => place + 1))
    expect(snapshot?.progress).toMatchObject({ epoch: 3, stepInEpoch: 10, stepsPerEpoch: 10 })
    expect(snapshot?.progress?.secondsLeft).toBeCloseTo(0)

    const [evaluation] = run.all('evaluation')
    const best = snapshot?.epochs.reduce((a, b) => (b.valLoss < a.valLoss ? b : a))
    expect(snapshot?.state).toEqual({ phase: 'finished', wasStopped: false, bestEpoch: best?.epoch })
    expect(evaluation?.testLoss).toBeCloseTo(best?.valLoss ?? 0, 6)
    expect(evaluation?.confusion.flat().reduce((sum, cell) => sum + cell, 0)).toBe(90)
    expect(evaluation?.confusion.reduce((sum, row, label) => sum + (row[label] ?? 0), 0)).toBe(
      Math.round(90 * (evaluation?.testAccuracy ?? 0)),
    )
    expect(evaluation).toMatchObject({ runId, parameters: snapshot ? expect.any(Number) : 0 })
    expect(evaluation?.seconds).toBeGreaterThan(0)
    expect(evaluation?.imagesPerSecond).toBeGreaterThan(0)
    expect(await run.service.listCheckpoints({})).toEqual([])
    // The model, until the next run begins.
    expect(await readdir(run.directory)).toEqual([runId])
  })

  it('tells each batch and epoch once, in numbered frames, the last before the evaluation', async () => {
    const run = await fixture({ stepMs: 3 })
    await begin(run)
    await run.service.ended()
    const frames = run.all('metrics')
    expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, place) => place + 1))
    expect(frames.flatMap(({ batches }) => batches.map(({ step }) => step))).toEqual(
      Array.from({ length: 30 }, (_, place) => place + 1),
    )
    expect(frames.flatMap(({ epochs }) => epochs.map(({ epoch }) => epoch))).toEqual([1, 2, 3])
    const names = run.told.map(({ name }) => name)
    expect(names.lastIndexOf('metrics')).toBeLessThan(names.indexOf('evaluation'))
  })

  it('is the same for the same seed, and another for another', async () => {
    const losses = async (seed: number) => {
      const run = await fixture()
      await begin(run, { ...smallDocument(), seed })
      await run.service.ended()
      return run.all('metrics').flatMap(({ batches }) => batches.map(({ loss }) => loss))
    }
    const first = await losses(1)
    expect(await losses(1)).toEqual(first)
    expect(await losses(2)).not.toEqual(first)
  })

  it('keeps pictures for validation apart when it is told to', async () => {
    const run = await fixture()
    await begin(run, smallDocument({ validationSplit: 0.2 }))
    await run.service.ended()
    const snapshot = await run.service.currentRun({})
    // 240 pictures in batches of 32; tested with other pictures than validated.
    expect(snapshot?.progress?.stepsPerEpoch).toBe(8)
    expect(snapshot?.evaluation?.testLoss).not.toBe(Math.min(...(snapshot?.epochs.map(({ valLoss }) => valLoss) ?? [])))
  })
})

describe('pausing and stopping', () => {
  it('pauses between steps, keeps the session, goes on', async () => {
    let steps = 0
    const run = await fixture({
      stepMs: 2,
      onStep: (step) => {
        steps = step
        return undefined
      },
    })
    const runId = await begin(run)
    await run.next('metrics')
    await run.service.pauseRun({ runId })
    await new Promise((resolve) => setTimeout(resolve, 30))
    const atPause = steps
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(steps).toBe(atPause)
    expect(phases(run).at(-1)).toBe('paused')
    await run.service.resumeRun({ runId })
    await run.service.ended()
    expect(steps).toBe(30)
    expect(phases(run)).toEqual(['preparing', 'training', 'paused', 'training', 'evaluating', 'finished'])
  })

  it('stops in a later epoch with the weights of the best one', async () => {
    let session: TrainingSession | undefined
    const weights: Float32Array[] = []
    const run = await fixture({
      stepMs: 2,
      onOpen: (each) => {
        session = each
      },
    })
    const runId = await begin(run, smallDocument({ epochs: 50 }))
    await run.next('metrics', ({ epochs }) => epochs.some(({ epoch }) => epoch === 2))
    await run.service.stopRun({ runId })
    await run.service.ended()
    const snapshot = await run.service.currentRun({})
    const best = snapshot?.epochs.reduce((a, b) => (b.valLoss < a.valLoss ? b : a))
    expect(snapshot?.state).toEqual({ phase: 'finished', wasStopped: true, bestEpoch: best?.epoch })
    expect(snapshot?.epochs.length).toBeLessThan(50)
    expect(snapshot?.evaluation?.testLoss).toBeCloseTo(best?.valLoss ?? 0, 6)
    for (const tensor of (await session?.readWeights()) ?? []) weights.push(tensor.values)
    expect(weights.every((values) => values.every(Number.isFinite))).toBe(true)
  })

  it('stops within the first epoch with the present weights', async () => {
    const run = await fixture({ stepMs: 5 })
    const runId = await begin(run)
    await run.next('metrics')
    await run.service.stopRun({ runId })
    await run.service.stopRun({ runId })
    await run.service.ended()
    expect((await run.service.currentRun({}))?.state).toEqual({ phase: 'finished', wasStopped: true, bestEpoch: 0 })
    expect(run.all('evaluation').length).toBe(1)
    expect(await run.service.saveModel({ runId, format: 'tfjs', path: 'there' })).toEqual({
      files: [path.join('there', 'model.json')],
      check: null,
    })
  })

  it('stops while it is paused, and before it has begun', async () => {
    const run = await fixture({ stepMs: 3 })
    const paused = await begin(run)
    await run.next('metrics')
    await run.service.pauseRun({ runId: paused })
    await run.service.stopRun({ runId: paused })
    await run.service.ended()
    const early = await begin(run)
    await run.service.stopRun({ runId: early })
    await run.service.ended()
    const ofEarly = run.all('run').filter(({ runId }) => runId === early)
    expect(ofEarly.map(({ phase }) => phase)).toEqual(['stopping', 'stopping', 'evaluating', 'finished'])
  })

  it('refuses what does not fit', async () => {
    const run = await fixture({ stepMs: 2 })
    const runId = await begin(run)
    await expect(begin(run)).rejects.toThrow(/going on already/)
    expect(() => run.service.pauseRun({ runId })).toThrow(/preparing/)
    expect(() => run.service.stopRun({ runId: 'other' })).toThrow(/no run other/)
    expect(() => run.service.gallery({ runId, filter: 'all', cell: null, offset: 0, count: 9 })).toThrow(
      /no predictions/,
    )
    expect(() => run.service.thresholdCurves({ runId, label: 0 })).toThrow(/no predictions/)
    await expect(run.service.saveModel({ runId, format: 'tfjs', path: 'x' })).rejects.toThrow(/still being trained/)
    await run.service.ended()
    expect(() => run.service.resumeRun({ runId })).toThrow(/finished/)
  })
})

describe('failures', () => {
  it('of the drawing are told before anything of the last run is lost', async () => {
    const run = await fixture()
    const runId = await begin(run)
    await run.service.ended()
    const broken = smallDocument()
    const unconnected = { ...broken, edges: broken.edges.slice(1) }
    await expect(begin(run, unconnected)).rejects.toMatchObject({ code: 'graph.missingInput', nodeId: 'conv2d-1' })
    expect((await run.service.currentRun({}))?.runId).toBe(runId)
  })

  it('of drawing and data together name the node', async () => {
    const run = await fixture()
    const document = smallDocument()
    await begin(run, { ...document, data: { source: 'shapes', variant: 'both', train: 50, test: 10, seed: 1 } })
    await run.service.ended()
    expect((await run.service.currentRun({}))?.state).toMatchObject({
      phase: 'failed',
      error: { code: 'graph.outputMismatch', nodeId: 'output-1' },
    })
  })

  it('of the data are told', async () => {
    const run = await fixture()
    const runId = await begin(run, { ...smallDocument(), data: { source: 'idx', directory: '/no/such/folder' } })
    await run.service.ended()
    const failed = run.all('run').at(-1)
    expect(failed).toMatchObject({ runId, phase: 'failed', error: { code: 'data.folderUnreadable' } })
    await expect(run.service.saveModel({ runId, format: 'tfjs', path: 'x' })).rejects.toThrow(/no trained model/)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'a loss of %d ends the run, and the best weights stay',
    async (loss) => {
      const run = await fixture({ onStep: (step) => (step === 25 ? loss : undefined) })
      const runId = await begin(run)
      await run.service.ended()
      const snapshot = await run.service.currentRun({})
      expect(snapshot?.state).toMatchObject({
        phase: 'failed',
        error: { code: 'run.diverged', values: { epoch: 3, step: 25, learningRate: 0.01, what: 'loss' } },
      })
      expect(snapshot?.epochs.length).toBe(2)
      expect(
        run
          .all('metrics')
          .flatMap(({ batches }) => batches)
          .at(-1)?.step,
      ).toBe(24)
      expect((await run.service.saveModel({ runId, format: 'tfjs', path: 'd' })).files.length).toBe(1)
      expect(await run.service.listCheckpoints({})).toEqual([])
    },
  )

  it('a true divergence is found by its validation loss', async () => {
    const run = await fixture()
    const runId = await begin(run, smallDocument({ optimizer: defaultOptimizer('momentum', 1000) }))
    await run.service.ended()
    expect((await run.service.currentRun({}))?.state).toMatchObject({
      phase: 'failed',
      error: { code: 'run.diverged' },
    })
    await expect(run.service.saveModel({ runId, format: 'tfjs', path: 'd' })).rejects.toThrow(/no trained model/)
  })

  it('of the engine keep the checkpoint', async () => {
    const run = await fixture({
      onStep: (step) => {
        if (step === 15) throw new Error('the graphics card has gone')
        return undefined
      },
    })
    const runId = await begin(run)
    await run.service.ended()
    expect((await run.service.currentRun({}))?.state).toMatchObject({
      phase: 'failed',
      error: { code: 'common.unexpected', values: { reason: 'the graphics card has gone' } },
    })
    expect(await run.service.listCheckpoints({})).toMatchObject([{ runId, epoch: 1, epochs: 3, name: 'small' }])
    expect(existsSync(path.join(run.directory, runId, 'checkpoint.bin'))).toBe(true)
  })
})

describe('watching', () => {
  it('sends maps while it trains, at most ten a second, and kernels at most two', async () => {
    const run = await fixture({ stepMs: 5 })
    const runId = await begin(run, smallDocument({ epochs: 12 }))
    await run.service.watch({ runId, imageIndex: 7, nodeId: 'conv2d-1', hasThumbnails: true })
    const startedAt = performance.now()
    await run.next('run', ({ phase }) => phase === 'evaluating')
    const seconds = (performance.now() - startedAt) / 1000
    const maps = run.all('featureMaps')
    expect(maps.length).toBeGreaterThanOrEqual(Math.min(4, Math.floor(4 * seconds)))
    expect(maps.length).toBeLessThanOrEqual(Math.ceil(10 * seconds) + 1)
    expect(run.all('kernels').length).toBeLessThanOrEqual(Math.ceil(2 * seconds) + 1)
    expect(maps[0]).toMatchObject({ runId, imageIndex: 7, label: 1, chosen: { nodeId: 'conv2d-1', count: 4 } })
    expect(new Set(maps.map(({ step }) => step)).size).toBeGreaterThan(1)
    await run.service.ended()
  })

  it('answers at once while paused and after the end', async () => {
    const run = await fixture({ stepMs: 3 })
    const runId = await begin(run)
    await run.next('metrics')
    await run.service.pauseRun({ runId })
    const paused = run.next('featureMaps', ({ imageIndex }) => imageIndex === 3)
    await run.service.watch({ runId, imageIndex: 3, nodeId: 'dense-1', hasThumbnails: false })
    expect((await paused).chosen?.nodeId).toBe('dense-1')
    await run.service.resumeRun({ runId })
    await run.service.ended()
    const atEnd = run.next('featureMaps', ({ imageIndex }) => imageIndex === 89)
    await run.service.watch({ runId, imageIndex: 88, nodeId: null, hasThumbnails: false })
    await run.service.watch({ runId, imageIndex: 89, nodeId: null, hasThumbnails: true })
    const last = await atEnd
    expect(last.thumbnails.length).toBe(5)
    const page = await run.service.gallery({ runId, filter: 'all', cell: null, offset: 89, count: 1 })
    const predicted = page.task === 'classification' ? page.items[0] : undefined
    expect(last.probabilities[predicted?.predicted ?? -1]).toBeCloseTo(predicted?.probability ?? -1)
  })

  it('weighs what each class was given: top k, calibration and curves', async () => {
    const run = await fixture()
    const runId = await begin(run)
    await run.service.ended()
    const [evaluation] = run.all('evaluation')
    const { testAccuracy = 1, topK = [], calibration } = evaluation ?? {}
    expect(topK.map(({ k }) => k)).toEqual([2, 3, 5])
    const shares = [testAccuracy, ...topK.map(({ accuracy }) => accuracy), 1]
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    const right = calibration?.bins.reduce((sum, { count, accuracy }) => sum + count * accuracy, 0)
    expect(right).toBeCloseTo(90 * testAccuracy)
    const curves = await run.service.thresholdCurves({ runId, label: 3 })
    expect(curves?.positives).toBe(evaluation?.confusion[3]?.reduce((sum, count) => sum + count, 0))
    // It has learnt something.
    expect(curves?.auc).toBeGreaterThan(0.6)
    expect(() => run.service.thresholdCurves({ runId, label: 99 })).toThrow(/class 99/)
  })

  it('takes pictures of one’s own, while it is trained, after it and once another core has started', async () => {
    const run = await fixture({ stepMs: 2 })
    const runId = await begin(run)
    const look = { nodeId: 'conv2d-1', hasThumbnails: true }
    const request = { runId, file: await flat('#ff0000', [28, 28]), isInverted: false, isCentred: false, look }
    await run.next('metrics')
    const early = await run.service.predictPicture(request)
    expect(early.probabilities).toHaveLength(6)
    expect(early.image).toMatchObject({ height: 28, width: 28, channels: 3 })
    expect(early.chosen).toMatchObject({ nodeId: 'conv2d-1', count: 4 })
    expect(early.thumbnails).toHaveLength(5)
    await run.service.ended()
    const late = await run.service.predictPicture(request)
    expect(late.probabilities).not.toEqual(early.probabilities)
    expect(late.chosen?.tiles).not.toEqual(early.chosen?.tiles)
    expect(late.probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
    const other = joinRunFixture(createLinearEngine(), run.directory)
    const again = await other.service.predictPicture(request)
    expect(again.probabilities).toEqual(late.probabilities.map((share) => expect.closeTo(share, 5)))
    expect(again.chosen).toMatchObject({ nodeId: 'conv2d-1', count: 4 })
    expect(again.thumbnails.map(({ nodeId }) => nodeId)).toEqual(late.thumbnails.map(({ nodeId }) => nodeId))
    expect(again.thumbnails[0]).toEqual(late.thumbnails[0])
    await expect(other.service.predictPicture({ ...request, runId: 'nowhere' })).rejects.toThrow(/nowhere/)
  })

  it('refuses a picture that is not there, and sends nothing unasked', async () => {
    const run = await fixture()
    const runId = await begin(run)
    await run.service.ended()
    expect(run.all('featureMaps')).toEqual([])
    const look = { runId, imageIndex: 90, nodeId: null, hasThumbnails: false }
    expect(() => run.service.watch(look)).toThrow(/no test picture 90: the data set has 90/)
  })

  it('does not end the training when looking fails', async () => {
    const run = await fixture({
      stepMs: 2,
      onOpen: (session) => {
        session.activations = () => Promise.reject(new Error('no memory'))
      },
    })
    const runId = await begin(run)
    await run.service.watch({ runId, imageIndex: 0, nodeId: 'conv2d-1', hasThumbnails: true })
    await run.service.ended()
    expect(phases(run).at(-1)).toBe('finished')
  })
})
