import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TrainingSettings } from '#shared/document/schema.ts'
import type { NamedTensor } from '../engines/engine.ts'
import { createCheckpointStore } from './checkpoint-store.ts'
import { createLinearEngine } from './testing/linear-engine.ts'
import { joinRunFixture, type RunFixture, smallDocument } from './testing/run-fixture.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'layerloom-extend-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const open = (name: string, stepMs = 0): RunFixture =>
  joinRunFixture(createLinearEngine({ stepMs }), path.join(directory, name))

async function train(run: RunFixture, settings: Partial<TrainingSettings>, resumeFrom: string | null = null, more = 0) {
  const document = smallDocument(settings)
  const { runId } = await run.service.startRun({ document, resumeFrom, ...(more > 0 ? { moreEpochs: more } : {}) })
  await run.service.ended()
  return runId
}

async function outcome(run: RunFixture, name: string, runId: string): Promise<[unknown, readonly NamedTensor[]]> {
  const snapshot = run.service.currentRun({})
  const rows = snapshot?.epochs.map(({ seconds: _, ...figures }) => figures)
  const { tensors } = await createCheckpointStore(path.join(directory, name)).load(runId)
  return [
    [rows, snapshot?.evaluation?.testLoss],
    [...tensors.weights, ...tensors.slots],
  ]
}

describe('more epochs for a run that has ended', () => {
  it('give the weights of a run that was asked for all of them, also after the program was started again', async () => {
    const whole = open('whole')
    const wholeId = await train(whole, { epochs: 5 })
    const first = open('more')
    const runId = await train(first, { epochs: 2 })
    await train(first, {}, runId, 1)
    await first.service.dispose()
    const again = open('more')
    expect(await train(again, {}, runId, 2)).toBe(runId)
    expect(await outcome(again, 'more', runId)).toEqual(await outcome(whole, 'whole', wholeId))
    expect(again.service.currentRun({})?.document.training.epochs).toBe(5)
    // The curve goes on.
    expect(again.service.currentRun({})?.batches.map(({ step }) => step)).toEqual(
      Array.from({ length: 50 }, (_, place) => place + 1),
    )
    for (const { service } of [whole, again]) await service.dispose()
  })

  it('go on within the epoch in which the person stopped', async () => {
    const whole = open('whole')
    const wholeId = await train(whole, { epochs: 3 })
    const run = open('stopped', 3)
    const { runId } = await run.service.startRun({ document: smallDocument({ epochs: 9 }), resumeFrom: null })
    await run.next('metrics', ({ progress }) => progress.epoch === 2 && progress.stepInEpoch > 2)
    await run.service.stopRun({ runId })
    await run.service.ended()
    const { epoch } = (await createCheckpointStore(path.join(directory, 'stopped')).load(runId)).header
    await train(run, {}, runId, 3 - epoch)
    expect(await outcome(run, 'stopped', runId)).toEqual(await outcome(whole, 'whole', wholeId))
    for (const { service } of [whole, run]) await service.dispose()
  })

  it('begin the patience anew, and are not refused for a target that was met', async () => {
    const run = open('early')
    const earlyStopping = { monitor: 'valLoss' as const, patience: 2, minDelta: 1000 }
    const runId = await train(run, { epochs: 9, earlyStopping })
    expect(run.service.currentRun({})?.epochs.length).toBe(3)
    await train(run, {}, runId, 5)
    expect(run.service.currentRun({})?.epochs.length).toBe(5)
    expect(run.service.currentRun({})?.state).toMatchObject({ reason: { code: 'run.noGain' } })

    const target = await train(run, { epochs: 2, stopAt: { monitor: 'loss', value: 1000 } })
    expect(run.service.currentRun({})?.epochs.length).toBe(1)
    await train(run, {}, target, 2)
    expect(run.service.currentRun({})?.epochs.length).toBe(3)
    await run.service.dispose()
  })

  it('are refused where nothing was kept', async () => {
    const run = open('none')
    await expect(train(run, {}, 'no-such-run', 2)).rejects.toMatchObject({ code: 'run.noCheckpoint' })
  })
})
