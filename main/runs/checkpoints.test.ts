import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BatchMetrics, EpochMetrics } from '#shared/contract/runs.ts'
import type { TrainedModel } from './active-run.ts'
import type { CheckpointContent } from './checkpoint-file.ts'
import { createCheckpointStore } from './checkpoint-store.ts'
import { createLinearEngine, linearDevice } from './testing/linear-engine.ts'
import { joinRunFixture, type RunFixture, smallDocument } from './testing/run-fixture.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'layerloom-checkpoints-'))
})
afterEach(() => rm(directory, { recursive: true }))

const tensor = (name: string, ...values: number[]) => ({
  name,
  shape: [values.length],
  values: Float32Array.of(...values),
})

function content(runId: string, epoch = 2): CheckpointContent {
  return {
    header: {
      version: 1,
      runId,
      savedAt: `2026-01-0${epoch}T00:00:00.000Z`,
      document: smallDocument(),
      device: linearDevice,
      epoch,
      step: 20,
      elapsedMs: 1234.5,
      bestEpoch: 1,
      part: null,
      extendedAt: 0,
      optimizerStep: 20,
      finished: null,
      epochs: [{ epoch: 1, loss: 1, accuracy: 0.5, valLoss: 0.9, valAccuracy: 0.6, learningRate: 0.01, seconds: 2 }],
    },
    tensors: {
      weights: [tensor('a/kernel', 1, 2.5, -3e-9), tensor('b/bias')],
      bestWeights: [tensor('a/kernel', 4, 5, 6)],
      slots: [tensor('m/a/kernel', 0.1, 0.2, 0.3)],
      batches: [tensor('curve', 1, 0.5, 0.25)],
    },
  }
}

describe('checkpoint files', () => {
  it('come back as they went', async () => {
    const store = createCheckpointStore(directory)
    await store.save(content('run-1'))
    expect(await store.load('run-1')).toEqual(content('run-1'))
    await store.save(content('run-1', 3))
    expect((await store.load('run-1')).header.epoch).toBe(3)
  })

  it('are listed newest first; what is no checkpoint is left out', async () => {
    const store = createCheckpointStore(directory)
    expect(await createCheckpointStore(path.join(directory, 'none')).list()).toEqual([])
    await store.save(content('old', 1))
    await store.save(content('new', 4))
    await mkdir(path.join(directory, 'empty'))
    await mkdir(path.join(directory, 'rubbish'))
    await writeFile(path.join(directory, 'rubbish', 'checkpoint.bin'), 'LOOMCKP1 and then nothing')
    expect((await store.list()).map(({ runId }) => runId)).toEqual(['new', 'old'])
    expect((await store.list())[0]).toEqual({
      runId: 'new',
      name: 'small',
      epoch: 4,
      epochs: 3,
      savedAt: '2026-01-04T00:00:00.000Z',
    })
  })

  it('make room: the ten newest stay', async () => {
    const store = createCheckpointStore(directory)
    for (let day = 10; day < 23; day += 1) {
      const { header, tensors } = content(`run-${day}`)
      await store.save({ header: { ...header, savedAt: `2026-01-${day}` }, tensors })
    }
    await store.prune()
    expect((await store.list()).map(({ runId }) => runId)).toEqual(
      Array.from({ length: 10 }, (_, place) => `run-${22 - place}`),
    )
  })

  it('keep the models of the runs that ended last, beside what can be continued', async () => {
    const store = createCheckpointStore(directory, { count: 4, bytes: 2 ** 30 })
    for (let day = 10; day < 17; day += 1) {
      const { header, tensors } = content(`run-${day}`)
      const finished = day === 11 ? null : { classes: [] }
      await store.save({ header: { ...header, finished, savedAt: `2026-01-${day}` }, tensors })
    }
    await store.prune()
    expect((await readdir(directory)).sort()).toEqual(['run-11', 'run-13', 'run-14', 'run-15', 'run-16'])
    expect(await store.listKept()).toEqual(['run-16', 'run-15', 'run-14', 'run-13', 'run-11'])
    // The last one stays however large it is.
    await createCheckpointStore(directory, { count: 4, bytes: 1 }).prune()
    expect(await store.listKept()).toEqual(['run-16', 'run-11'])
  })

  it.each<[string, (file: Buffer) => Buffer | string]>([
    ['cut off', (file) => file.subarray(0, file.length - 40)],
    ['cut off in the header', (file) => file.subarray(0, 100)],
    ['empty', () => ''],
    ['with one bit turned in the numbers', (file) => flip(file, file.length - 40)],
    ['with one bit turned in the header', (file) => flip(file, 50)],
    ['of another kind', () => 'something else altogether'],
    ['with a header of 4 GiB', (file) => flip(file, 11)],
  ])('%s are refused', async (_what, damage) => {
    const store = createCheckpointStore(directory)
    await store.save(content('run-1'))
    const file = path.join(directory, 'run-1', 'checkpoint.bin')
    await writeFile(file, damage(await readFile(file)))
    await expect(store.load('run-1')).rejects.toMatchObject({ code: 'run.checkpointDamaged', values: { file } })
  })

  it('lead to no other folder', async () => {
    const store = createCheckpointStore(path.join(directory, 'runs'))
    for (const runId of ['../secret', '..', 'a/b', 'a\\b', '', 'missing']) {
      await expect(store.load(runId)).rejects.toMatchObject({ code: 'run.noCheckpoint' })
    }
    await expect(async () => store.remove('../runs')).rejects.toMatchObject({ code: 'run.noCheckpoint' })
  })
})

function flip(file: Buffer, offset: number): Buffer {
  const copy = Buffer.from(file)
  copy.writeUInt8(copy.readUInt8(offset) ^ 0xff, offset)
  return copy
}

interface Told {
  batches: BatchMetrics[]
  epochs: EpochMetrics[]
  testLoss: number | undefined
}

async function tellAll({ service }: RunFixture): Promise<Told> {
  const snapshot = await service.currentRun({})
  return {
    batches: snapshot?.batches ?? [],
    epochs: (snapshot?.epochs ?? []).map((epoch) => ({ ...epoch, seconds: 0 })),
    testLoss: snapshot?.evaluation?.testLoss,
  }
}

describe('resuming', () => {
  const document = smallDocument({ epochs: 6 })

  async function runThrough(): Promise<Told> {
    const whole = joinRunFixture(createLinearEngine(), path.join(directory, 'whole'))
    await whole.service.startRun({ document, resumeFrom: null })
    await whole.service.ended()
    return tellAll(whole)
  }

  /** Breaks off in step `step` of 60, as a lost process would. */
  async function breakOff(step: number): Promise<string> {
    const engine = createLinearEngine({
      onStep(now) {
        if (now === step) throw new Error('gone')
        return undefined
      },
    })
    const cut = joinRunFixture(engine, directory)
    const { runId } = await cut.service.startRun({ document, resumeFrom: null })
    await cut.service.ended()
    return runId
  }

  it.each([11, 35, 60])('after a break in step %i gives the numbers of a run without one', async (step) => {
    const whole = await runThrough()
    const runId = await breakOff(step)
    const again = joinRunFixture(createLinearEngine(), directory)
    expect((await again.service.listCheckpoints({})).map((stored) => stored.runId)).toEqual([runId])
    const other = { ...smallDocument(), name: 'drawn meanwhile' }
    expect(await again.service.startRun({ document: other, resumeFrom: runId })).toEqual({ runId })
    expect((await again.service.currentRun({}))?.document.name).toBe('small')
    await again.service.ended()
    const resumed = await tellAll(again)
    expect(resumed.epochs).toEqual(whole.epochs)
    expect(resumed.testLoss).toBe(whole.testLoss)
    expect(resumed.batches.map((batch) => batch.step)).toEqual(whole.batches.map((batch) => batch.step))
    for (const [place, batch] of resumed.batches.entries()) {
      // The curve is kept in float32.
      expect(batch.loss).toBeCloseTo(whole.batches[place]?.loss ?? 0, 5)
    }
    expect(await again.service.listCheckpoints({})).toEqual([])
  })

  it('is refused for a run that has ended', async () => {
    const run = joinRunFixture(createLinearEngine(), directory)
    const { runId } = await run.service.startRun({ document, resumeFrom: null })
    await run.service.ended()
    const again = joinRunFixture(createLinearEngine(), directory)
    await expect(again.service.startRun({ document, resumeFrom: runId })).rejects.toMatchObject({
      code: 'run.noCheckpoint',
    })
  })

  it('is refused where there is nothing to resume', async () => {
    const { service } = joinRunFixture(createLinearEngine(), directory)
    await expect(service.startRun({ document, resumeFrom: 'gone' })).rejects.toMatchObject({ code: 'run.noCheckpoint' })
  })

  it('keeps the best epoch from before the break', async () => {
    const store = createCheckpointStore(directory)
    const runId = await breakOff(35)
    const stored = await store.load(runId)
    // As if epoch 1 had been far better than all that follow.
    const epochs = stored.header.epochs.map((each) => (each.epoch === 1 ? { ...each, valLoss: 1e-9 } : each))
    const bestWeights = stored.tensors.weights.map((each) => ({ ...each, values: each.values.map(() => 0) }))
    await store.save({
      header: { ...stored.header, epochs, bestEpoch: 1 },
      tensors: { ...stored.tensors, bestWeights },
    })
    const again = joinRunFixture(createLinearEngine(), directory)
    await again.service.startRun({ document, resumeFrom: runId })
    await again.service.ended()
    const snapshot = await again.service.currentRun({})
    expect(snapshot?.state).toMatchObject({ phase: 'finished', bestEpoch: 1 })
    // All weights 0: six classes are equally likely.
    expect(snapshot?.evaluation?.testLoss).toBeCloseTo(Math.log(6), 5)
  })
})

describe('a model that was not saved yet', () => {
  it.each([
    ['after the last epoch', (_run: RunFixture) => Promise.resolve(), 3],
    ['stopped in the first epoch', (run: RunFixture, runId: string) => run.service.stopRun({ runId }), 0],
  ])('outlives its process: %s', async (_when, interfere, bestEpochs) => {
    const saved: TrainedModel[] = []
    const keep = async (model: TrainedModel) => {
      saved.push(model)
      return { files: ['model.json'], check: null }
    }
    const run = joinRunFixture(createLinearEngine({ stepMs: 2 }), directory, { saveModel: keep })
    const { runId } = await run.service.startRun({ document: smallDocument(), resumeFrom: null })
    await run.next('metrics')
    await interfere(run, runId)
    await run.service.ended()
    expect((await run.service.currentRun({}))?.epochs.length).toBe(bestEpochs)
    await run.service.saveModel({ runId, format: 'tfjs', path: 'x' })

    const checkpoints = createCheckpointStore(directory, { count: 4, bytes: 2 ** 30 })
    const again = joinRunFixture(createLinearEngine(), directory, { saveModel: keep, checkpoints })
    expect(await again.service.listCheckpoints({})).toEqual([])
    await again.service.saveModel({ runId, format: 'tfjs', path: 'x' })
    const [before, after] = saved
    expect(after?.weights).toEqual(before?.weights)
    expect(after?.classes).toEqual(before?.classes)
    expect(after?.graph.totals).toEqual(before?.graph.totals)

    const later = async () => {
      const next = await again.service.startRun({ document: smallDocument({ epochs: 1 }), resumeFrom: null })
      await again.service.ended()
      return next.runId
    }
    const next = await later()
    await again.service.saveModel({ runId, format: 'tfjs', path: 'x' })
    expect(saved.at(-1)?.weights).toEqual(before?.weights)
    // Each run makes room for its own: four models stay beside it.
    const others = [next, await later(), await later(), await later(), await later()]
    await expect(again.service.saveModel({ runId, format: 'tfjs', path: 'x' })).rejects.toMatchObject({
      code: 'run.noCheckpoint',
    })
    expect((await readdir(directory)).sort()).toEqual(others.sort())
  })
})

describe('a disk that is full', () => {
  it('is told once, and training goes on', async () => {
    const store = createCheckpointStore(directory)
    let free = 1
    const run = joinRunFixture(createLinearEngine(), directory, {
      checkpoints: {
        ...store,
        async save(stored) {
          free -= 1
          if (free < 0) throw new Error('ENOSPC: no space left on device.')
          await store.save(stored)
        },
      },
    })
    const { runId } = await run.service.startRun({ document: smallDocument(), resumeFrom: null })
    await run.service.ended()
    expect((await run.service.currentRun({}))?.state.phase).toBe('finished')
    const values = { epoch: 2, reason: 'ENOSPC: no space left on device' }
    expect(run.all('warning')).toEqual([{ runId, message: { code: 'run.notKept', values } }])
  })
})
