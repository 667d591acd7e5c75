import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runQuerySchema } from '#shared/contract/records.ts'
import type { RunSnapshot } from '#shared/contract/runs.ts'
import { defaultOptimizer } from '#shared/document/optimizers.ts'
import type { LoomDocument, TrainingSettings } from '#shared/document/schema.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { type CoreParts, type CoreService, coreParts, createCoreService } from '../core-service.ts'
import { encodeIdx } from '../datasets/idx/encode-idx.ts'
import { seededRandom } from '../datasets/random.ts'
import { flat } from '../datasets/testing/picture-files.ts'
import type { SaveRequest } from '../export/save-model.ts'
import { createLinearEngine, type LinearEngineOptions, linearDevice } from './testing/linear-engine.ts'

const side = 12
const classCount = 3

let folder: string
let data: string
let saved: SaveRequest[]
const cores: CoreService[] = []
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layerloom-open-run-'))
  data = path.join(folder, 'set')
  saved = []
  await writeSet(7)
})
afterEach(async () => {
  for (const core of cores.splice(0)) await core.dispose()
  await rm(folder, { recursive: true, force: true })
})

/** Pictures of one bright stripe among noise: its third of the picture is the class. */
async function writeSet(seed: number): Promise<void> {
  await mkdir(data, { recursive: true })
  const random = seededRandom(seed)
  for (const [name, count] of [
    ['train', 120],
    ['t10k', 30],
  ] as const) {
    const labels = Uint8Array.from({ length: count }, (_, index) => index % classCount)
    const pixels = Uint8Array.from({ length: count * side * side }, (_, at) => {
      const column = at % side
      const isBright = Math.floor(column / 4) === labels[Math.floor(at / side ** 2)]
      return 255 * (isBright ? 0.2 + 0.6 * random() : 0.6 * random())
    })
    await writeFile(path.join(data, `${name}-images-idx3-ubyte`), encodeIdx([count, side, side], pixels))
    await writeFile(path.join(data, `${name}-labels-idx1-ubyte`), encodeIdx([count], labels))
  }
}

function stripes(training: Partial<TrainingSettings> = {}): LoomDocument {
  const chain = drawChain(
    'stripes',
    [side, side, 1],
    [
      ['Conv2D', { filters: 4, activation: 'relu' }],
      ['Flatten'],
      ['Dense', { units: classCount, activation: 'softmax' }],
    ],
    { epochs: 3, batchSize: 16, optimizer: defaultOptimizer('adam', 0.002), engine: 'onnx', ...training },
  )
  return { ...chain, data: { source: 'idx', directory: data } }
}

/** A core as a program that was just started has it. */
function openCore(parts: Partial<CoreParts> = {}): CoreService & { told: { name: string; payload: unknown }[] } {
  const told: { name: string; payload: unknown }[] = []
  const core = createCoreService({
    parts: {
      ...coreParts,
      async saveModel(request) {
        saved.push(request)
        return { files: ['model.json'], check: null }
      },
      ...parts,
    },
    digitsDirectory: '',
    runsDirectory: path.join(folder, 'runs'),
    recordsFile: path.join(folder, 'runs.sqlite'),
    weightsDirectory: path.join(folder, 'weights'),
    emit: (name, payload) => told.push({ name, payload }),
  })
  cores.push(core)
  return { ...core, told }
}

/** For what does not hang on the engine. */
function openLinear(options: LinearEngineOptions = {}) {
  const engine = createLinearEngine(options)
  return openCore({ engines: [engine], chooseDevice: async () => ({ engine, device: linearDevice }) })
}

async function train(core: CoreService, document = stripes()): Promise<string> {
  const { runId } = await core.startRun({ document, resumeFrom: null })
  await core.ended()
  return runId
}

async function open(core: CoreService, runId: string): Promise<RunSnapshot> {
  await core.openRun({ runId })
  await core.ended()
  return snapshotOf(core)
}

function snapshotOf(core: CoreService): RunSnapshot {
  const snapshot = core.currentRun({})
  if (!snapshot) throw new Error('there is no run')
  return snapshot
}

/** All that a window shows of a run, but for the last speed; the curve is kept in float32. */
function shownOf({ evaluation, batches, progress: _, ...snapshot }: RunSnapshot) {
  return { ...snapshot, batches: batches.map(({ step }) => step), evaluation: { ...evaluation, dataWaitShare: null } }
}

const gallery = { filter: 'all', cell: null, order: 'hardest', offset: 0, count: 30 } as const
const picture = async () => ({
  file: await flat('#808080', [side, side]),
  isInverted: false,
  isCentred: false,
  look: { nodeId: 'conv2d-1', hasThumbnails: true },
})

describe('a run that is opened again', () => {
  it('is what it was when it ended, in a program that was started again', async () => {
    const first = openCore()
    const runId = await train(first)
    const before = snapshotOf(first)
    const [answer, page, curves] = await Promise.all([
      first.predictPicture({ runId, ...(await picture()) }),
      first.gallery({ runId, ...gallery }),
      first.thresholdCurves({ runId, label: 1 }),
    ])
    await first.saveModel({ runId, format: 'tfjs', path: 'x' })
    const [recorded] = await first.getRuns({ runIds: [runId] })
    await first.dispose()

    const core = openCore()
    expect(core.currentRun({})).toBeNull()
    expect(await core.keptRuns({})).toEqual([runId])
    const after = await open(core, runId)
    expect(before.evaluation?.testAccuracy).toBeGreaterThan(0.5)
    expect(after.state).toEqual({ phase: 'finished', wasStopped: false, bestEpoch: expect.any(Number) })
    expect(shownOf(after)).toEqual(shownOf(before))
    expect(after.progress).toMatchObject({ epoch: 3, epochs: 3, stepInEpoch: 8, stepsPerEpoch: 8 })
    // Bit by bit.
    expect(await core.predictPicture({ runId, ...(await picture()) })).toEqual(answer)
    expect(await core.gallery({ runId, ...gallery })).toEqual(page)
    expect(await core.thresholdCurves({ runId, label: 1 })).toEqual(curves)
    await core.saveModel({ runId, format: 'tfjs', path: 'x' })
    expect(saved[1]?.weights).toEqual(saved[0]?.weights)
    expect(saved[1]?.metadata).toEqual(saved[0]?.metadata)
    // Nothing is recorded of it.
    expect(await core.getRuns({ runIds: [runId] })).toEqual([recorded])
    expect(core.told.map(({ name }) => name)).not.toContain('records')
    expect(core.told.filter(({ name }) => name === 'run').map(({ payload }) => payload)).toEqual(
      ['preparing', 'evaluating', 'finished'].map((phase) => expect.objectContaining({ runId, phase })),
    )
  })

  it('shows feature maps and kernels, and gives its weights to another network', async () => {
    const first = openLinear()
    const runId = await train(first)
    await first.dispose()
    const core = openLinear()
    await open(core, runId)
    await core.watch({ runId, imageIndex: 5, nodeId: 'conv2d-1', hasThumbnails: true })
    await expect.poll(() => core.told.map(({ name }) => name)).toContain('kernels')
    expect(core.told.find(({ name }) => name === 'featureMaps')?.payload).toMatchObject({ runId, imageIndex: 5 })
    const carried = await core.carryWeights({ document: stripes(), source: { runId }, moves: [] })
    expect(carried.carried).toEqual(['conv2d-1/kernel', 'conv2d-1/bias', 'dense-1/kernel', 'dense-1/bias'])
  })

  it('goes on for more epochs to the weights of a run that was asked for all of them', async () => {
    const whole = openCore()
    const wholeId = await train(whole, stripes({ epochs: 5 }))
    await whole.saveModel({ runId: wholeId, format: 'tfjs', path: 'x' })
    const runId = await train(whole)
    await whole.dispose()
    const core = openCore()
    const { document } = await open(core, runId)
    expect(await core.startRun({ document, resumeFrom: runId, moreEpochs: 2 })).toEqual({ runId })
    await core.ended()
    await core.saveModel({ runId, format: 'tfjs', path: 'x' })
    expect(saved[1]?.weights).toEqual(saved[0]?.weights)
    const [recorded] = await core.getRuns({ runIds: [runId] })
    expect(recorded).toMatchObject({ epochs: 5, state: 'finished' })
  })

  it('has the best weights, not the last', async () => {
    const first = openLinear()
    // So large a rate throws the weights about.
    const document = stripes({ epochs: 6, optimizer: defaultOptimizer('momentum', 0.5), keptWeights: 'valAccuracy' })
    const runId = await train(first, document)
    const { state, evaluation } = snapshotOf(first)
    expect(state).toMatchObject({ phase: 'finished', bestEpoch: expect.any(Number) })
    if (state.phase === 'finished') expect(state.bestEpoch).toBeLessThan(6)
    await first.dispose()
    const after = await open(openLinear(), runId)
    expect(after.state).toEqual(state)
    expect(after.evaluation?.confusion).toEqual(evaluation?.confusion)
    expect(after.evaluation?.testLoss).toBe(evaluation?.testLoss)
  })

  it('takes the place of the current one, and is left alone where it is the current one', async () => {
    const core = openLinear()
    const [one, two] = [await train(core), await train(core, { ...stripes(), seed: 9 })]
    expect((await open(core, one)).runId).toBe(one)
    const told = core.told.length
    expect((await open(core, one)).runId).toBe(one)
    expect(core.told.length).toBe(told)
    expect((await open(core, two)).document.seed).toBe(9)
  })

  it('was cut off: it stands where it was kept last, and can go on from there', async () => {
    const first = openLinear({
      onStep(step) {
        if (step === 20) throw new Error('gone')
        return undefined
      },
    })
    const runId = await train(first)
    await first.dispose()
    const core = openLinear()
    const after = await open(core, runId)
    expect(after).toMatchObject({ state: { phase: 'finished', wasStopped: true, bestEpoch: 2 }, epochs: [{}, {}] })
    expect(after.progress).toMatchObject({ epoch: 2, stepInEpoch: 8 })
    expect(after.evaluation).toMatchObject({ imagesPerSecond: null, confusion: expect.any(Array) })
    expect(await core.getRuns({ runIds: [runId] })).toMatchObject([{ state: 'failed', testAccuracy: null }])
    await core.startRun({ document: after.document, resumeFrom: runId, moreEpochs: 1 })
    await core.ended()
    expect(snapshotOf(core).epochs).toHaveLength(3)
  })
})

describe('a run whose pictures are gone', () => {
  it.each([
    ['moved away', () => rename(data, `${data}-elsewhere`), 'data.folderUnreadable'],
    ['other ones', () => writeSet(8), 'records.dataChanged'],
  ])('can still be tried and saved: %s', async (_what, change, code) => {
    const first = openCore()
    const runId = await train(first)
    const before = snapshotOf(first)
    const answer = await first.predictPicture({ runId, ...(await picture()) })
    await first.dispose()
    await change()

    const core = openCore()
    const after = await open(core, runId)
    expect(after.state).toEqual(before.state)
    expect(after.absence?.code).toBe(code)
    expect(after.evaluation).toMatchObject({
      confusion: before.evaluation?.confusion,
      testAccuracy: before.evaluation?.testAccuracy,
      topK: before.evaluation?.topK,
    })
    expect(after.progress).toMatchObject({ epoch: 3, stepsPerEpoch: 8 })
    expect(core.told).toContainEqual({
      name: 'warning',
      payload: { runId, message: { code: 'run.withoutData' } },
    })
    expect(await core.predictPicture({ runId, ...(await picture()) })).toEqual(answer)
    await core.saveModel({ runId, format: 'tfjs', path: 'x' })
    expect(saved[0]?.weights).toHaveLength(4)
    expect(() => core.gallery({ runId, ...gallery })).toThrow(expect.objectContaining({ code }))
    expect(() => core.thresholdCurves({ runId, label: 0 })).toThrow(expect.objectContaining({ code }))
    // Its kernels need no picture.
    await core.watch({ runId, imageIndex: 3, nodeId: 'conv2d-1', hasThumbnails: true })
    await expect.poll(() => core.told.map(({ name }) => name)).toContain('kernels')
    expect(core.told.map(({ name }) => name)).not.toContain('featureMaps')

    // Once they are back it is whole again.
    await rm(data, { recursive: true, force: true })
    await writeSet(7)
    expect((await open(core, runId)).absence).toBeUndefined()
    expect(await core.gallery({ runId, ...gallery })).toMatchObject({ total: 30 })
  })

  it('finds them where they are now, and goes on with them; other pictures are refused', async () => {
    const first = openLinear()
    const runId = await train(first)
    await first.dispose()
    const elsewhere = { source: 'idx', directory: `${data}-elsewhere` } as const
    await rename(data, elsewhere.directory)
    await writeSet(8)
    const core = openLinear()
    const { document } = await open(core, runId)
    const other = { source: 'shapes', variant: 'both', train: 50, test: 10, seed: 1 } as const
    await expect(core.openRun({ runId, data: other })).rejects.toMatchObject({ code: 'records.dataChanged' })
    expect(snapshotOf(core)).toMatchObject({
      absence: { code: 'records.dataChanged' },
      document: { data: document.data },
    })

    await core.openRun({ runId, data: elsewhere })
    await core.ended()
    expect(snapshotOf(core)).toMatchObject({ document: { data: elsewhere } })
    expect(snapshotOf(core).absence).toBeUndefined()
    await core.startRun({ document, resumeFrom: runId, moreEpochs: 1 })
    await core.ended()
    expect(snapshotOf(core)).toMatchObject({ document: { data: elsewhere }, state: { phase: 'finished' } })
    // From now on it is recorded and kept with them.
    expect(await core.getRuns({ runIds: [runId] })).toMatchObject([{ data: elsewhere, epochs: 4 }])
    await core.dispose()
    expect((await open(openLinear(), runId)).absence).toBeUndefined()
  })

  it('says what is missing where it was cut off, for then its classes are not known', async () => {
    const first = openLinear({
      onStep(step) {
        if (step === 20) throw new Error('gone')
        return undefined
      },
    })
    const runId = await train(first)
    await first.dispose()
    await rename(data, `${data}-elsewhere`)
    const { state } = await open(openLinear(), runId)
    expect(state).toMatchObject({ phase: 'failed', error: { code: 'data.folderUnreadable' } })
  })
})

describe('a run cannot be opened again', () => {
  it('whose weights are no longer kept', async () => {
    const core = openLinear()
    const [runId, other] = [await train(core), await train(core)]
    await rm(path.join(folder, 'runs', runId), { recursive: true })
    expect(await core.keptRuns({})).toEqual([other])
    const values = { name: 'stripes' }
    await expect(core.openRun({ runId })).rejects.toMatchObject({ code: 'run.weightsNotKept', values })
    // What was open stays.
    expect(snapshotOf(core).runId).toBe(other)
    expect(await core.gallery({ runId: other, ...gallery })).toMatchObject({ total: 30 })
  })

  it('whose checkpoint is damaged, or of which there is no record', async () => {
    const core = openLinear()
    const runId = await train(core)
    await train(core)
    await writeFile(path.join(folder, 'runs', runId, 'checkpoint.bin'), 'LOOMCKP1 and then nothing')
    await expect(core.openRun({ runId })).rejects.toMatchObject({ code: 'run.checkpointDamaged' })
    await expect(core.openRun({ runId: 'no-such-run' })).rejects.toThrow(/no run no-such-run in the record/)
  })

  it('that was deleted a day ago: its weights are gone with it', async () => {
    const core = openLinear()
    const [runId, other] = [await train(core), await train(core)]
    await core.deleteRuns({ runIds: [runId] })
    await core.dispose()
    // It can be brought back for a day.
    const soon = openLinear()
    await soon.listRuns(runQuerySchema.parse({}))
    expect(await soon.keptRuns({})).toHaveLength(2)
    await soon.dispose()

    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 25 * 3600 * 1000)
    const later = openLinear()
    await later.listRuns(runQuerySchema.parse({}))
    await expect.poll(() => later.keptRuns({})).toEqual([other])
    vi.restoreAllMocks()
  })

  it('while another one is trained', async () => {
    const core = openLinear({ stepMs: 3 })
    const runId = await train(core)
    await core.startRun({ document: stripes(), resumeFrom: null })
    await expect(core.openRun({ runId })).rejects.toMatchObject({ code: 'run.busy' })
  })
})
