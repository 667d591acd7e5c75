import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runQuerySchema } from '#shared/contract/records.ts'
import type { QueueJob, QueueState, TrialRow } from '#shared/contract/sweeps.ts'
import { readAxis } from '#shared/sweep/axis-text.ts'
import { type Sweep, sweepSchema } from '#shared/sweep/sweep.ts'
import { type CoreService, createCoreService } from '../../core-service.ts'
import { createLinearEngine, type LinearEngineOptions, linearDevice } from '../testing/linear-engine.ts'
import { smallDocument } from '../testing/run-fixture.ts'

let folder: string
const cores: CoreService[] = []
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layerloom-queue-'))
})
afterEach(async () => {
  for (const core of cores.splice(0)) await core.dispose()
  await rm(folder, { recursive: true, force: true })
})

type Told = { name: string; payload: unknown }

function openCore(options: LinearEngineOptions = {}, directory = folder, told: Told[] = []): CoreService {
  const engine = createLinearEngine(options)
  const core = createCoreService({
    parts: {
      engines: [engine],
      chooseDevice: async () => ({ engine, device: linearDevice }),
      saveModel: async () => ({ files: [], check: null }),
    },
    digitsDirectory: '',
    runsDirectory: path.join(directory, 'runs'),
    recordsFile: path.join(directory, 'runs.sqlite'),
    queueFile: path.join(directory, 'queue', 'queue.json'),
    emit: (name, payload) => told.push({ name, payload }),
  })
  cores.push(core)
  return core
}

/** 10 steps an epoch, 3 epochs. */
const drawing = smallDocument()

function sweepOf(axes: string[], parts: Partial<Sweep> = {}): Sweep {
  return sweepSchema.parse({ name: 'rates', axes: axes.map((text) => readAxis(drawing, text)), ...parts })
}

async function stateOf(core: CoreService): Promise<QueueState> {
  return core.queueState({})
}

async function onlyJob(core: CoreService): Promise<QueueJob> {
  const { jobs } = await stateOf(core)
  const [job] = jobs
  if (!job || jobs.length > 1) throw new Error(`${jobs.length} jobs`)
  return job
}

const states = ({ trials }: { trials: TrialRow[] }) => trials.map(({ state }) => state)

async function until(fits: () => Promise<boolean>): Promise<void> {
  while (!(await fits())) await setTimeout(5)
}

const untilEpoch = (core: CoreService, index: number, epoch = 1) =>
  until(async () => ((await onlyJob(core)).trials[index]?.epoch ?? 0) >= epoch)

describe('a grid', () => {
  it('trains one trial after the other, each a recorded run with its values and the tag of the sweep', async () => {
    const core = openCore()
    await core.startSweep({
      document: drawing,
      sweep: sweepOf(['training.learningRate=0.0001,0.03'], { repeats: 2 }),
      isFirst: false,
    })
    await core.queueIdle()
    const job = await onlyJob(core)
    expect(job.state).toBe('done')
    expect(job.trials.map(({ values: [rate], seed, state, epoch }) => [rate, seed, state, epoch])).toEqual([
      [0.0001, 1, 'done', 3],
      [0.03, 1, 'done', 3],
      [0.0001, 2, 'done', 3],
      [0.03, 2, 'done', 3],
    ])
    const { rows } = await core.listRuns(runQuerySchema.parse({ tags: ['rates'] }))
    expect(rows.map(({ runId }) => runId).sort()).toEqual(job.trials.map(({ runId }) => runId).sort())
    const [run] = await core.getRuns({ runIds: [job.trials[1]?.runId ?? ''] })
    expect(run?.origin).toEqual({ jobId: job.jobId, name: 'rates', values: { 'training.learningRate': 0.03 } })
    expect(run?.document.training.optimizer.learningRate).toBe(0.03)
    expect(job.trials[1]).toMatchObject({ valAccuracy: run?.valAccuracy, testAccuracy: run?.testAccuracy })
    // Seeds of one combination are one group of the comparison.
    expect(new Set(rows.map(({ groupKey }) => groupKey)).size).toBe(2)
  })

  it('passes over what is impossible, and says why before anything starts', async () => {
    const core = openCore()
    const request = { document: drawing, sweep: sweepOf(['conv2d-1.kernelSize=3x3,31x31']) }
    const preview = await core.previewSweep(request)
    expect(preview.combinations.map(({ obstacle }) => obstacle?.code ?? null)).toEqual([null, 'graph.windowTooLarge'])
    expect(preview).toMatchObject({ trainings: 1, epochs: 3, seconds: null, choosesByTest: true })
    await core.startSweep({ ...request, isFirst: false })
    await core.queueIdle()
    expect(states(await onlyJob(core))).toEqual(['done', 'impossible'])
  })

  it('is refused where nothing of it can be trained, and nothing is queued', async () => {
    const core = openCore()
    const sweep = sweepOf(['conv2d-1.kernelSize=30x30,31x31'])
    await expect(core.startSweep({ document: drawing, sweep, isFirst: false })).rejects.toMatchObject({
      code: 'sweep.allImpossible',
    })
    expect((await stateOf(core)).jobs).toEqual([])
  })

  it('goes on when one of its trials fails', async () => {
    // The third step of the first trial.
    let steps = 0
    const core = openCore({ onStep: () => (++steps === 3 ? Number.NaN : undefined) })
    await core.startSweep({ document: drawing, sweep: sweepOf(['training.batchSize=30,60']), isFirst: false })
    await core.queueIdle()
    const job = await onlyJob(core)
    expect(states(job)).toEqual(['failed', 'done'])
    expect(job.trials[0]?.error?.code).toBe('run.diverged')
  })

  it('tells how long it may take, from a run of before with these data', async () => {
    const core = openCore()
    const request = { document: drawing, sweep: sweepOf(['training.seed=1,2']) }
    await core.startSweep({ ...request, isFirst: false })
    await core.queueIdle()
    const { seconds } = await core.previewSweep(request)
    const { trials } = await onlyJob(core)
    const [, last] = trials
    expect(seconds).toBeCloseTo(2 * (last?.seconds ?? 0), 6)
  })
})

describe('successive halving', () => {
  const halving = { kind: 'halving', trials: null, seed: 1, eta: 3, minEpochs: 1 } as const

  it('lets the best go on in the same run, with the weights of one that was never held', async () => {
    const core = openCore()
    const rates = 'training.learningRate=1e-6,1e-5,0.03'
    await core.startSweep({ document: drawing, sweep: sweepOf([rates], { strategy: halving }), isFirst: false })
    await core.queueIdle()
    const job = await onlyJob(core)
    expect(job.rungs).toEqual([
      { epochs: 1, count: 3 },
      { epochs: 3, count: 1 },
    ])
    expect(job.trials.map(({ state, epoch }) => [state, epoch])).toEqual([
      ['dropped', 1],
      ['dropped', 1],
      ['done', 3],
    ])
    const whole = {
      ...drawing,
      training: { ...drawing.training, optimizer: { ...drawing.training.optimizer, learningRate: 0.03 } },
    }
    await core.startRun({ document: whole, resumeFrom: null })
    await core.ended()
    const losses = (epochs: readonly { loss: number; valLoss: number }[] = []) =>
      epochs.map(({ loss, valLoss }) => [loss, valLoss])
    const [promoted] = await core.getRuns({ runIds: [job.trials[2]?.runId ?? ''] })
    expect(losses(promoted?.epochList)).toEqual(losses(core.currentRun({})?.epochs))
  })

  it('keeps the checkpoints of all that may go on, however many', async () => {
    const core = openCore()
    const rates = 'training.learningRate=0.001..0.03:log:12'
    const strategy = { ...halving, eta: 2 }
    const document = { ...drawing, training: { ...drawing.training, epochs: 2 } }
    await core.startSweep({ document, sweep: sweepOf([rates], { strategy }), isFirst: false })
    await core.queueIdle()
    const job = await onlyJob(core)
    const done = job.trials.filter(({ state }) => state === 'done')
    expect(done).toHaveLength(6)
    for (const { runId } of done) {
      const [run] = await core.getRuns({ runIds: [runId ?? ''] })
      expect(run?.epochList).toHaveLength(2)
    }
    const { total } = await core.listRuns(runQuerySchema.parse({}))
    expect(total).toBe(12)
  })
})

describe('a budget', () => {
  it('ends with a complete epoch, and the rest is skipped', async () => {
    const core = openCore({ stepMs: 3 })
    const document = { ...drawing, training: { ...drawing.training, epochs: 500 } }
    const sweep = sweepOf(['training.seed=1,2'], { budgetSeconds: 0.1 })
    await core.startSweep({ document, sweep, isFirst: false })
    await core.queueIdle()
    const job = await onlyJob(core)
    expect(job.state).toBe('spent')
    expect(states(job)).toEqual(['stopped', 'skipped'])
    expect(job.spentSeconds).toBeGreaterThanOrEqual(0.1)
    const [trial] = job.trials
    const [run] = await core.getRuns({ runIds: [trial?.runId ?? ''] })
    expect(run?.epochs).toBe(trial?.epoch)
    // Whole epochs of ten steps, and a test of what was kept.
    expect(run?.curve.at(-1)?.step).toBe(10 * (trial?.epoch ?? 0))
    expect(trial?.testAccuracy).toBeGreaterThan(0)
  })
})

describe('a queue whose process is killed in a trial', () => {
  /** What a process leaves on the disk at this moment, however it ends. */
  async function killed(): Promise<string> {
    const left = await mkdtemp(path.join(tmpdir(), 'layerloom-queue-left-'))
    // A file that is renamed under the copy is copied again.
    await until(() =>
      cp(folder, left, { recursive: true }).then(
        () => true,
        () => false,
      ),
    )
    return left
  }

  const untilTrainingIsKept = () =>
    until(async () => {
      const kept = await readFile(path.join(folder, 'queue', 'queue.json'), 'utf8').catch(() => '')
      return kept.includes('"state":"training"')
    })

  it('goes on from the checkpoint of that trial, and ends as one that was not', async () => {
    const core = openCore({ stepMs: 5 })
    const request = { document: drawing, sweep: sweepOf(['training.learningRate=0.003,0.03']), isFirst: false }
    await core.startSweep(request)
    await untilEpoch(core, 1, 2)
    const left = await killed()
    await core.queueIdle()
    const whole = await onlyJob(core)

    const again = openCore({}, left)
    await again.queueIdle()
    const job = await onlyJob(again)
    expect(states(job)).toEqual(['done', 'done'])
    const figures = ({ trials }: QueueJob) =>
      trials.map(({ runId, epoch, valLoss, testAccuracy }) => ({ runId, epoch, valLoss, testAccuracy }))
    expect(figures(job)).toEqual(figures(whole))
    await rm(left, { recursive: true })
  })

  it('begins a trial anew that left no checkpoint', async () => {
    const core = openCore({ stepMs: 10 })
    await core.startSweep({ document: drawing, sweep: sweepOf(['training.seed=1,2']), isFirst: false })
    await untilTrainingIsKept()
    const left = await killed()
    const again = openCore({}, left)
    await again.queueIdle()
    expect((await onlyJob(again)).trials.map(({ state, epoch }) => [state, epoch])).toEqual([
      ['done', 3],
      ['done', 3],
    ])
    await rm(left, { recursive: true })
  })

  it('stays paused where it was', async () => {
    const core = openCore({ stepMs: 5 })
    await core.startSweep({ document: drawing, sweep: sweepOf(['training.seed=1,2']), isFirst: false })
    await untilEpoch(core, 0)
    await core.pauseQueue({})
    const left = await killed()
    const again = openCore({}, left)
    await again.queueIdle()
    expect(await stateOf(again)).toMatchObject({ isPaused: true, current: null })
    await again.resumeQueue({})
    await again.queueIdle()
    expect(states(await onlyJob(again))).toEqual(['done', 'done'])
    await rm(left, { recursive: true })
  })

  it('passes over a trial that takes the process with it again and again', async () => {
    const core = openCore({ stepMs: 10 })
    await core.startSweep({ document: drawing, sweep: sweepOf(['training.seed=1,2']), isFirst: false })
    await untilTrainingIsKept()
    const left = await killed()
    const file = path.join(left, 'queue', 'queue.json')
    const kept = JSON.parse(await readFile(file, 'utf8'))
    kept.jobs[0].trials[0].cutOffs = 2
    await writeFile(file, JSON.stringify(kept))
    const again = openCore({}, left)
    await again.queueIdle()
    const job = await onlyJob(again)
    expect(states(job)).toEqual(['failed', 'done'])
    expect(job.trials[0]?.error?.code).toBe('sweep.cutOffOften')
    await rm(left, { recursive: true })
  })

  it('begins anew where its file is damaged, and says where the old one is', async () => {
    const core = openCore()
    await core.startSweep({ document: drawing, sweep: sweepOf([]), isFirst: false })
    await core.queueIdle()
    const left = await killed()
    const file = path.join(left, 'queue', 'queue.json')
    await writeFile(file, '{"version":1,')
    const told: Told[] = []
    expect((await stateOf(openCore({}, left, told))).jobs).toEqual([])
    expect(told.find(({ name }) => name === 'queueNotice')?.payload).toMatchObject({ code: 'sweep.queueLost' })
    expect(await readFile(`${file}.damaged`, 'utf8')).toBe('{"version":1,')
    await rm(left, { recursive: true })
  })
})

describe('the queue and the person', () => {
  const long = { ...drawing, training: { ...drawing.training, epochs: 500 } }

  it('trains jobs in their order, which can be changed while they wait', async () => {
    const core = openCore({ stepMs: 2 })
    const add = (name: string, isFirst = false) =>
      core.startSweep({ document: { ...drawing, name }, sweep: sweepOf([], { name: '' }), isFirst })
    const first = await add('one')
    const { jobId: two } = await add('two')
    const { jobId: three } = await add('three')
    const { jobId: urgent } = await add('urgent', true)
    const order = async () => (await stateOf(core)).jobs.map(({ name }) => name)
    expect(await order()).toEqual(['one', 'urgent', 'two', 'three'])
    await core.moveJob({ jobId: three, to: 0 })
    expect(await order()).toEqual(['one', 'three', 'urgent', 'two'])
    await core.removeJob({ jobId: two })
    await core.cancelJob({ jobId: urgent })
    await expect(core.removeJob({ jobId: first.jobId })).rejects.toMatchObject({ code: 'sweep.stillWorking' })
    await core.queueIdle()
    expect((await stateOf(core)).jobs.map(({ name, state }) => [name, state])).toEqual([
      ['one', 'done'],
      ['three', 'done'],
      ['urgent', 'cancelled'],
    ])
  })

  it('holds the training when it is paused, and goes on with it', async () => {
    const core = openCore({ stepMs: 2 })
    await core.startSweep({ document: long, sweep: sweepOf(['training.seed=1,2']), isFirst: false })
    await untilEpoch(core, 0)
    await core.pauseQueue({})
    expect(core.currentRun({})?.state.phase).toBe('paused')
    await core.resumeQueue({})
    const { epoch = 0 } = (await onlyJob(core)).trials[0] ?? {}
    await untilEpoch(core, 0, epoch + 1)
    await core.cancelQueue({})
    await core.queueIdle()
    const job = await onlyJob(core)
    expect([job.state, ...states(job)]).toEqual(['cancelled', 'stopped', 'skipped'])
    // What was learned until then is kept and tested.
    expect(job.trials[0]?.testAccuracy).toBeGreaterThan(0)
  })

  it('holds a training that was still prepared as soon as it begins', async () => {
    const core = openCore({ stepMs: 2 })
    await core.startSweep({ document: long, sweep: sweepOf([]), isFirst: false })
    await core.pauseQueue({})
    await until(async () => core.currentRun({})?.state.phase === 'paused' || (await stateOf(core)).current === null)
    await core.cancelQueue({})
    await core.resumeQueue({})
    await core.queueIdle()
    expect((await onlyJob(core)).state).toBe('cancelled')
  })

  it('refuses a training by hand while it works, and says what it does', async () => {
    const core = openCore({ stepMs: 2 })
    await core.startSweep({ document: drawing, sweep: sweepOf([]), isFirst: false })
    expect(() => core.startRun({ document: drawing, resumeFrom: null })).toThrow(
      expect.objectContaining({ code: 'sweep.busy', values: { name: 'rates', done: 0, count: 1 } }),
    )
    await core.queueIdle()
    await core.startRun({ document: drawing, resumeFrom: null })
    await core.ended()
  })

  it('waits for a training that was begun by hand', async () => {
    const core = openCore({ stepMs: 2 })
    const { runId } = await core.startRun({ document: drawing, resumeFrom: null })
    await core.startSweep({ document: drawing, sweep: sweepOf([]), isFirst: false })
    await core.ended()
    expect(core.currentRun({})?.runId).toBe(runId)
    await core.queueIdle()
    expect((await onlyJob(core)).state).toBe('done')
    expect(core.currentRun({})?.runId).not.toBe(runId)
  })

  it('gives the drawing of a trial', async () => {
    const core = openCore()
    const { jobId } = await core.startSweep({
      document: drawing,
      sweep: sweepOf(['conv2d-1.filters=4,8']),
      isFirst: false,
    })
    const drawn = await core.trialDrawing({ jobId, index: 1 })
    expect(drawn.nodes.find(({ id }) => id === 'conv2d-1')?.parameters.filters).toBe(8)
    expect(() => core.trialDrawing({ jobId, index: 9 })).toThrow(expect.objectContaining({ code: 'sweep.unknownJob' }))
    await core.queueIdle()
  })
})
