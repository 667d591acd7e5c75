import { truncate } from 'node:fs/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RunRow } from '#shared/contract/records.ts'
import { formatMessage } from '#shared/messages/message.ts'
import { createDatasetOpener } from '../datasets/open-dataset.ts'
import { createLinearEngine, type LinearEngineOptions } from '../runs/testing/linear-engine.ts'
import { joinRunFixture, type RunFixture, smallDocument } from '../runs/testing/run-fixture.ts'
import { openDatabase } from './database.ts'
import { hashDataset } from './hash-data.ts'
import {
  createRecordFixture,
  madeEnd,
  madeEpoch,
  madeStart,
  query,
  type RecordFixture,
} from './testing/record-fixture.ts'
import { writeEnd, writeEpoch, writeStart } from './write-runs.ts'

const cleanUps: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function fixture(): Promise<RecordFixture> {
  const created = await createRecordFixture()
  cleanUps.push(created.dispose)
  return created
}

/** A run service that the record listens to. */
function trainer({ service, file }: RecordFixture, options: LinearEngineOptions = {}): RunFixture {
  const run = joinRunFixture(createLinearEngine(options), `${file}-checkpoints`, { observers: [service.observer] })
  cleanUps.push(() => Promise.resolve(run.service.dispose()))
  return run
}

async function train(run: RunFixture, document = smallDocument()): Promise<string> {
  const { runId } = await run.service.startRun({ document, resumeFrom: null })
  await run.service.ended()
  return runId
}

/** Writes past the service, as another process does. */
function write({ file }: RecordFixture, work: (database: ReturnType<typeof openDatabase>['database']) => void): void {
  const { database } = openDatabase(file)
  database.transaction(() => work(database))
  database.close()
}

const names = (rows: readonly RunRow[]) => rows.map(({ name }) => name)

describe('the record of a run', () => {
  it('tells what each test picture was taken for', async () => {
    const records = await fixture()
    const run = trainer(records)
    const runId = await train(run)
    const { labels, predicted, probabilities } = await records.service.runPredictions({ runId })
    const right = labels.filter((label, index) => label === predicted[index]).length
    expect(labels).toHaveLength(90)
    expect(probabilities.every((share) => share > 0 && share <= 1)).toBe(true)
    expect(right / 90).toBeCloseTo(run.service.currentRun({})?.evaluation?.testAccuracy ?? 0, 6)
    await expect(async () => records.service.runPredictions({ runId: 'none' })).rejects.toThrow('no run none')
  })

  it('has all that it was made of and came to, and its document as it was', async () => {
    const records = await fixture()
    const run = trainer(records)
    const document = { ...smallDocument({ validationSplit: 0.1 }), name: 'A network', seed: 7 }
    const runId = await train(run, document)
    const snapshot = run.service.currentRun({})
    const [details] = await records.service.getRuns({ runIds: [runId] })
    const best = snapshot?.epochs.find(({ epoch }) => epoch === details?.bestEpoch)
    expect(details).toMatchObject({
      runId,
      name: 'A network',
      state: 'finished',
      seed: 7,
      epochs: 3,
      epochsPlanned: 3,
      trainCount: 270,
      validationCount: 30,
      testCount: 90,
      data: document.data,
      device: { engine: 'tfjs', name: 'softmax regression' },
      parameters: snapshot?.evaluation?.parameters,
      seconds: snapshot?.evaluation?.seconds,
      imagesPerSecond: snapshot?.evaluation?.imagesPerSecond,
      loss: best?.loss,
      accuracy: best?.accuracy,
      valLoss: best?.valLoss,
      valAccuracy: best?.valAccuracy,
      testLoss: snapshot?.evaluation?.testLoss,
      testAccuracy: snapshot?.evaluation?.testAccuracy,
      confusion: snapshot?.evaluation?.confusion,
      topK: snapshot?.evaluation?.topK,
      calibration: snapshot?.evaluation?.calibration,
      hasPredictions: true,
      reason: null,
    })
    expect(details?.topK).toHaveLength(3)
    expect(details?.calibration?.bins).toHaveLength(15)
    expect(details?.document).toEqual(document)
    expect(details?.epochList).toEqual(snapshot?.epochs)
    expect(details?.curve).toEqual(snapshot?.batches)
    expect(details?.dataHash).toMatch(/^[0-9a-f]{64}$/)
    expect(details?.versions.program).toBe('9.9.9')
    expect(details?.versions.engine).toMatch(/^@tensorflow\/tfjs-core \d+\.\d+/)
    expect(details?.flops).toBeGreaterThan(0)
    expect(details?.memoryBytes).toBeGreaterThan(0)
  })

  it('has each epoch as soon as it is told, and says after a kill that the run was cut off', async () => {
    const records = await fixture()
    const run = trainer(records, { stepMs: 5 })
    await run.service.startRun({ document: smallDocument(), resumeFrom: null })
    await run.next('metrics', ({ epochs }) => epochs.some(({ epoch }) => epoch === 1))
    // Another process opens the file while this one still trains.
    const other = records.again()
    const [row] = (await other.listRuns(query())).rows
    expect(row).toMatchObject({ state: 'cutOff', endedAt: null })
    const [details] = await other.getRuns({ runIds: [row?.runId ?? ''] })
    expect(details?.epochList.map(({ epoch }) => epoch)).toContain(1)
    expect(details?.loss).toBe(details?.epochList.at(-1)?.loss)
    await run.service.ended()
    expect((await other.listRuns(query())).rows[0]).toMatchObject({ state: 'finished', epochs: 3 })
  })

  it('goes on where the run was taken up again, under its name and tags', async () => {
    const records = await fixture()
    write(records, (database) => {
      writeStart(database, madeStart('run-1'))
      for (const epoch of [1, 2, 3]) writeEpoch(database, 'run-1', madeEpoch(epoch))
    })
    await records.service.editRun({ runId: 'run-1', name: 'Renamed', tags: ['kept'] })
    write(records, (database) => writeStart(database, madeStart('run-1', { startedAt: 5, epochsBefore: 2 })))
    const [details] = await records.service.getRuns({ runIds: ['run-1'] })
    expect(details).toMatchObject({ name: 'Renamed', tags: ['kept'], startedAt: 1_700_000_000_000 })
    expect(details?.epochList.map(({ epoch }) => epoch)).toEqual([1, 2])
  })

  it('of a failure says why', async () => {
    const records = await fixture()
    const run = trainer(records, { onStep: (step) => (step === 12 ? Number.NaN : undefined) })
    const runId = await train(run)
    const [details] = await records.service.getRuns({ runIds: [runId] })
    expect(details).toMatchObject({ state: 'failed', reason: { code: 'run.diverged' }, testAccuracy: null })
    expect(details?.epochList).toHaveLength(1)
  })

  it('never breaks off a training, and tells once that nothing is recorded', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const records = await fixture()
    write(records, (database) => database.run('PRAGMA user_version = 99'))
    const run = trainer(records)
    await train(run)
    expect(run.service.currentRun({})?.state.phase).toBe('finished')
    expect(records.told.filter(({ name }) => name === 'recordsNotice')).toMatchObject([
      { payload: { code: 'records.newer' } },
    ])
    log.mockRestore()
  })

  it('that can no longer be written to is told once, and the training goes on', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const records = await fixture()
    await records.service.listRuns(query())
    write(records, (database) => database.run('DROP TABLE epochs'))
    const run = trainer(records)
    await train(run)
    expect(run.service.currentRun({})?.state.phase).toBe('finished')
    const notices = records.told.filter(({ name }) => name === 'recordsNotice')
    expect(notices).toMatchObject([{ payload: { code: 'records.unusable' } }])
    expect(notices[0]?.payload).toMatchObject({ values: { reason: expect.stringContaining('no such table') } })
    log.mockRestore()
  })

  it('of a damaged file is begun anew, and the person told where the old one is', async () => {
    const records = await fixture()
    write(records, (database) => {
      for (let index = 0; index < 40; index += 1) writeStart(database, madeStart(`run-${index}`))
    })
    expect((await records.service.listRuns(query())).total).toBe(40)
    // Its head is whole, but not what comes after.
    await truncate(records.file, 8192)
    const run = trainer(records)
    const runId = await train(run)
    expect((await records.service.listRuns(query())).rows).toMatchObject([{ runId, state: 'finished' }])
    const [notice] = records.told.filter(({ name }) => name === 'recordsNotice')
    expect(notice?.payload).toMatchObject({ code: 'records.damaged' })
  })
})

describe('what the record keeps of a test', () => {
  it('are the curves of each class, as they were while the run was open', async () => {
    const records = await fixture()
    const run = trainer(records)
    const runId = await train(run)
    const [details] = await records.service.getRuns({ runIds: [runId] })
    expect(details?.hasCurves).toBe(true)
    for (const label of [0, 3]) {
      const kept = await records.service.runCurves({ runId, label })
      // Few pictures: none of their thresholds is left out.
      expect(kept).toEqual(await run.service.thresholdCurves({ runId, label }))
      expect(kept?.auc).toBeGreaterThan(0.5)
    }
    expect(await records.service.runCurves({ runId, label: 99 })).toBeNull()
    await expect(async () => records.service.runCurves({ runId: 'none', label: 0 })).rejects.toThrow('no run none')
  })

  it('are its pictures, by cell and in the order that matters', async () => {
    const records = await fixture()
    const run = trainer(records)
    const runId = await train(run, smallDocument({ epochs: 1, batchSize: 300 }))
    const request = { runId, filter: 'wrong', cell: null, offset: 0, count: 500 } as const
    const kept = await records.service.runGallery(request)
    const open = await run.service.gallery(request)
    if (kept.task !== 'classification' || open.task !== 'classification') throw new Error('no pictures')
    expect(kept.total).toBe(open.total)
    expect(kept.total).toBeGreaterThan(5)
    expect(kept.images).toEqual(open.images)
    // Probabilities are kept in steps of 1/65535, and of wrong pictures only what was predicted.
    const placed = (items: typeof open.items) =>
      items.map((item) => ({ ...item, probability: expect.closeTo(item.probability, 4), truthProbability: null }))
    expect(kept.items).toEqual(placed(open.items))
    const ordered = await records.service.runGallery({ ...request, order: 'surelyWrong' })
    if (ordered.task !== 'classification') throw new Error('no pictures')
    const surest = kept.items.map(({ probability }) => probability).sort((a, b) => b - a)
    expect(ordered.items.map(({ probability }) => probability)).toEqual(surest)
    const [{ label = 0, predicted = 0 } = {}] = kept.items
    const cell = await records.service.runGallery({ ...request, filter: 'all', cell: { actual: label, predicted } })
    expect(cell.total).toBe(open.items.filter((item) => item.label === label && item.predicted === predicted).length)
  })

  it('lacks what an earlier program did not keep', async () => {
    const records = await fixture()
    write(records, (database) => {
      writeStart(database, madeStart('old'))
      writeEnd(database, madeEnd('old'))
    })
    const [details] = await records.service.getRuns({ runIds: ['old'] })
    expect(details).toMatchObject({ hasCurves: false, hasPredictions: false })
    expect(await records.service.runCurves({ runId: 'old', label: 0 })).toBeNull()
    const asked = records.service.runGallery({ runId: 'old', filter: 'all', cell: null, offset: 0, count: 5 })
    await expect(asked).rejects.toThrow('keeps nothing of single test pictures')
  })
})

describe('listing runs', () => {
  async function several(): Promise<RecordFixture> {
    const records = await fixture()
    const wide = smallDocument({ batchSize: 64 })
    write(records, (database) => {
      writeStart(database, madeStart('a', { name: 'FCN on digits', startedAt: 3, document: smallDocument() }))
      writeStart(database, madeStart('b', { name: 'CNN', startedAt: 1, data: { source: 'digits' } }))
      writeStart(database, madeStart('c', { name: 'CNN wide', startedAt: 2, document: wide, seed: 5 }))
      writeEnd(database, madeEnd('a', { figures: { testAccuracy: 0.9 } }))
      writeEnd(database, madeEnd('b', { figures: { testAccuracy: 0.95 }, state: 'stopped' }))
      writeEnd(database, madeEnd('c', { state: 'failed' }))
    })
    await records.service.editRun({ runId: 'a', tags: ['paper', 'first draft'], note: 'Looks promising' })
    await records.service.editRun({ runId: 'b', tags: ['paper'] })
    return records
  }

  it('sorts; what a run did not come to stands last either way', async () => {
    const { service } = await several()
    expect(names((await service.listRuns(query())).rows)).toEqual(['FCN on digits', 'CNN wide', 'CNN'])
    for (const [isDescending, expected] of [
      [true, ['CNN', 'FCN on digits', 'CNN wide']],
      [false, ['FCN on digits', 'CNN', 'CNN wide']],
    ] as const) {
      const { rows } = await service.listRuns(query({ sort: { by: 'testAccuracy', isDescending } }))
      expect(names(rows)).toEqual(expected)
    }
  })

  it.each([
    [{ text: 'cnn' }, ['CNN wide', 'CNN']],
    [{ text: 'PROMISING fcn' }, ['FCN on digits']],
    [{ text: 'draft' }, ['FCN on digits']],
    [{ text: '100%' }, []],
    [{ tags: ['paper'] }, ['FCN on digits', 'CNN']],
    [{ tags: ['paper', 'first draft'] }, ['FCN on digits']],
    [{ states: ['failed' as const, 'stopped' as const] }, ['CNN wide', 'CNN']],
    [{ data: '{"source":"digits"}' }, ['CNN']],
    [{ network: 'nothing like it' }, []],
  ])('finds by %j', async (parts, expected) => {
    const { service } = await several()
    const { rows, total } = await service.listRuns(query(parts))
    expect(names(rows)).toEqual(expected)
    expect(total).toBe(expected.length)
  })

  it('says what there is to choose from', async () => {
    const { service } = await several()
    const { facets } = await service.listRuns(query({ text: 'cnn' }))
    expect(facets.all).toBe(3)
    expect(facets.tags).toEqual([
      { value: 'paper', count: 2 },
      { value: 'first draft', count: 1 },
    ])
    expect(facets.data).toHaveLength(2)
    expect(facets.networks).toMatchObject([{ count: 3 }])
  })

  it('has 1,000 runs in light pages', async () => {
    const records = await fixture()
    write(records, (database) => {
      for (let index = 0; index < 1000; index += 1) {
        const runId = `run-${String(index).padStart(4, '0')}`
        writeStart(database, madeStart(runId, { startedAt: index, seed: index }))
        const labels = new Uint8Array(200)
        const predictions = { labels, predicted: labels, probabilities: new Float32Array(200) }
        const curve = Array.from({ length: 300 }, (_, step) => ({ step, loss: 1, accuracy: 0 }))
        writeEnd(database, madeEnd(runId, { predictions, curve }))
      }
    })
    const { rows, total } = await records.service.listRuns(query({ offset: 980, count: 50 }))
    expect(total).toBe(1000)
    expect(rows.map(({ seed }) => seed)).toEqual(Array.from({ length: 20 }, (_, place) => 19 - place))
    // No curve, no predictions, no document.
    expect(Math.max(...rows.map((row) => JSON.stringify(row).length))).toBeLessThan(1500)
    const sketches = await records.service.runSketches({ graphHashes: [rows[0]?.graphHash ?? '', 'unknown'] })
    expect(Object.values(sketches).map(({ nodes }) => nodes.length)).toEqual([5])
  }, 60_000)

  it('deletes, but not what goes on, and brings back; a day later it is gone', async () => {
    const records = await several()
    write(records, (database) => writeStart(database, madeStart('running', { name: 'Running' })))
    const { service } = records
    expect(await service.deleteRuns({ runIds: ['a', 'b', 'running', 'nobody'] })).toEqual({ deleted: ['a', 'b'] })
    expect(names((await service.listRuns(query())).rows)).toEqual(['Running', 'CNN wide'])
    await service.restoreRuns({ runIds: ['a'] })
    expect((await service.listRuns(query())).total).toBe(3)
    write(records, (database) => database.run('UPDATE runs SET deleted_at = 1 WHERE deleted_at IS NOT NULL'))
    await records.again().listRuns(query())
    await expect(async () => service.getRuns({ runIds: ['b'] })).rejects.toThrow('no run b')
  })
})

describe('comparing runs', () => {
  it('groups seeds, and words what is more than chance', async () => {
    const records = await fixture()
    const other = { ...smallDocument(), training: { ...smallDocument().training, batchSize: 64 } }
    const accuracies = { a: [0.971, 0.975, 0.969, 0.973, 0.972], b: [0.978, 0.981, 0.976, 0.979] }
    write(records, (database) => {
      for (const [name, document] of [['a', smallDocument()] as const, ['b', other] as const]) {
        for (const [seed, testAccuracy] of accuracies[name].entries()) {
          writeStart(database, madeStart(`${name}${seed}`, { document: { ...document, seed } }))
          writeEnd(database, madeEnd(`${name}${seed}`, { figures: { testAccuracy } }))
        }
      }
    })
    const runIds = ['a0', 'a1', 'a2', 'a3', 'a4', 'b0', 'b1', 'b2', 'b3']
    const { groups, verdicts } = await records.service.compareRuns({ runIds })
    expect(groups.map((group) => group.runIds.length)).toEqual([5, 4])
    expect(groups[0]?.figures.testAccuracy?.halfWidth).toBeCloseTo(0.0027764, 6)
    expect(verdicts).toHaveLength(1)
    // SciPy's ttest_ind with equal_var=False gives p = 0.0030311.
    expect(verdicts[0]).toMatchObject({ test: 'welch', p: expect.closeTo(0.0030311, 6) })
    const [verdict] = verdicts
    const sentence = verdict ? formatMessage(verdict.sentence, 'en') : ''
    expect(sentence).toContain('B is better than A by 0.65 ± 0.34 percentage points')
    expect(sentence).toContain('over 4 and 5 seeds')
    expect(sentence).toContain('in 0.3 of 100 cases (Welch, p = 0.003)')
  })

  it('tells two runs apart by the pictures that only one gets right, and shows those on which they differ', async () => {
    const records = await fixture()
    const run = trainer(records)
    const first = await train(run)
    // One of the two has hardly learned.
    const second = await train(run, smallDocument({ epochs: 1, batchSize: 300 }))
    const { groups, verdicts } = await records.service.compareRuns({ runIds: [second, first] })
    expect(groups).toHaveLength(2)
    const rows = await records.service.getRuns({ runIds: [second, first] })
    const [weak, strong] = rows.map(({ testAccuracy }) => testAccuracy ?? 0)
    const [verdict] = verdicts
    expect(verdict?.test).toBe('mcnemar')
    expect(verdict?.difference).toBeCloseTo((strong ?? 0) - (weak ?? 0), 6)
    const { onlyFirst = 0, onlySecond = 0 } = verdict?.discordant ?? {}
    expect((onlySecond - onlyFirst) / 90).toBeCloseTo(verdict?.difference ?? 0, 10)

    const all = await records.service.disagreements({ runIds: [second, first], offset: 0, count: 500 })
    if (all.task !== 'classification') throw new Error('no pictures')
    expect(all.total).toBe(all.items.length)
    expect(all.items.every(({ predicted: [a, b] }) => a !== b)).toBe(true)
    const onlyStrong = all.items.filter(({ label, predicted: [, b] }) => label === b)
    expect(onlyStrong).toHaveLength(onlySecond)
    const page = await records.service.disagreements({ runIds: [second, first], offset: 1, count: 2 })
    expect(page.items).toEqual(all.items.slice(1, 3))
    expect(page.images).toMatchObject({ height: 28, width: 28, channels: 3, count: 2 })
  })

  it('corrects for several comparisons, and says where seeds are missing', async () => {
    const records = await fixture()
    const networks = [8, 16, 32].map((batchSize) => smallDocument({ batchSize }))
    write(records, (database) => {
      for (const [network, document] of networks.entries()) {
        for (const seed of [1, 2, 3]) {
          const runId = `n${network}-${seed}`
          writeStart(database, madeStart(runId, { document, seed }))
          writeEnd(database, madeEnd(runId, { figures: { testAccuracy: 0.9 + network / 100 + seed / 1000 } }))
        }
      }
    })
    const all = ['n0-1', 'n0-2', 'n0-3', 'n1-1', 'n1-2', 'n1-3', 'n2-1', 'n2-2', 'n2-3']
    const { verdicts } = await records.service.compareRuns({ runIds: all })
    expect(verdicts.map(({ test }) => test)).toEqual(['welch', 'welch', 'welch'])
    const two = await records.service.compareRuns({ runIds: all.slice(0, 6) })
    // Of three comparisons the surest is multiplied by three, the next by two.
    expect(verdicts[0]?.p).toBeCloseTo(2 * (two.verdicts[0]?.p ?? 0), 12)
    expect(verdicts[0]?.sentence.values?.test).toBe('Welch, Holm')
    const uneven = await records.service.compareRuns({ runIds: ['n0-1', 'n0-2', 'n1-1'] })
    expect(uneven.verdicts).toMatchObject([{ p: null, sentence: { code: 'records.tooFewSeeds' } }])
    const same = await records.service.compareRuns({ runIds: ['n0-1', 'n0-2'] })
    expect(same.groups).toHaveLength(1)
    expect(same.verdicts).toEqual([])
  })

  it('tells two runs on masks apart by the pixels of each picture, and shows where they differ most', async () => {
    const records = await fixture()
    const masks = { source: 'shapes', variant: 'segmentation', train: 10, test: 12, seed: 1 } as const
    const dataHash = await hashDataset(await createDatasetOpener({ digitsDirectory: '' })(masks))
    // Those of the paired test in statistics.test.ts.
    const accuracies = {
      a: [0.91, 0.84, 0.97, 0.78, 0.88, 0.93, 0.69, 0.95, 0.82, 0.9, 0.87, 0.76],
      b: [0.93, 0.85, 0.97, 0.83, 0.9, 0.92, 0.75, 0.96, 0.85, 0.94, 0.88, 0.8],
      old: null,
      few: [0.5, 0.6, ...new Array<number>(10).fill(Number.NaN)],
      fewer: [0.6, 0.6, ...new Array<number>(10).fill(Number.NaN)],
    }
    write(records, (database) => {
      for (const [place, [runId, kept]] of Object.entries(accuracies).entries()) {
        const document = { ...smallDocument({ batchSize: 8 + place }), data: masks }
        writeStart(database, madeStart(runId, { document, task: 'segmentation' }))
        writeEnd(database, madeEnd(runId, { dataHash, pixelAccuracies: kept && Float32Array.from(kept) }))
      }
    })
    const { verdicts } = await records.service.compareRuns({ runIds: ['a', 'b'] })
    const [verdict] = verdicts
    expect(verdict).toMatchObject({ test: 'paired', discordant: null })
    // Kept in steps of 1/65534.
    expect(verdict?.p).toBeCloseTo(0.0027333, 4)
    expect(verdict?.difference).toBeCloseTo(0.0233333, 4)
    const sentence = verdict ? formatMessage(verdict.sentence, 'en') : ''
    expect(sentence).toContain('B is better than A: of a test picture it gets 2.33 ± 1.34 percentage points more')
    expect(sentence).toContain('over 12 pictures; it does better on 10 of them, A on 1.')
    expect(sentence).toContain('in 0.3 of 100 cases (Student, paired by picture, p = 0.0027)')

    const page = await records.service.disagreements({ runIds: ['a', 'b'], offset: 0, count: 2 })
    if (page.task !== 'segmentation') throw new Error('no masks')
    expect(page.total).toBe(11)
    expect(page.items.map(({ index }) => index)).toEqual([6, 3])
    expect(page.items[0]?.accuracies).toEqual([expect.closeTo(0.69, 4), expect.closeTo(0.75, 4)])
    expect(page.items[0]?.truth).toHaveLength(28 * 28)
    expect(page.images.count).toBe(2)

    const old = await records.service.compareRuns({ runIds: ['a', 'old'] })
    expect(old.verdicts).toMatchObject([{ test: 'paired', p: null, sentence: { code: 'records.noMaskFigures' } }])
    const asked = records.service.disagreements({ runIds: ['a', 'old'], offset: 0, count: 3 })
    await expect(asked).rejects.toThrow('of an earlier version')
    const few = await records.service.compareRuns({ runIds: ['few', 'fewer'] })
    expect(few.verdicts).toMatchObject([{ p: null, sentence: { code: 'records.tooFewMasks' } }])
  })

  it('refuses pictures that are not the same', async () => {
    const records = await fixture()
    const run = trainer(records)
    const first = await train(run)
    const document = smallDocument()
    const second = await train(run, { ...document, data: { ...document.data, seed: 2 } as typeof document.data })
    const { verdicts } = await records.service.compareRuns({ runIds: [first, second] })
    expect(verdicts).toMatchObject([{ test: null, sentence: { code: 'records.notComparable' } }])
    const asked = records.service.disagreements({ runIds: [first, second], offset: 0, count: 5 })
    await expect(asked).rejects.toThrow('not tested on the same pictures')
  })
})

it('a record that was closed stays closed', async () => {
  const { service } = await fixture()
  service.close()
  await expect(async () => service.listRuns(query())).rejects.toThrow('closed')
})
