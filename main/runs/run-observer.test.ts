import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RunEnding, RunFacts, RunObserver } from './run-observer.ts'
import { createLinearEngine } from './testing/linear-engine.ts'
import { joinRunFixture, type RunFixture, smallDocument } from './testing/run-fixture.ts'

const opened: RunFixture[] = []
afterEach(async () => {
  for (const { service, directory } of opened.splice(0)) {
    await service.dispose()
    await rm(directory, { recursive: true, force: true })
  }
})

async function observed(observer: RunObserver): Promise<RunFixture> {
  const directory = await mkdtemp(path.join(tmpdir(), 'layerloom-runs-'))
  const run = joinRunFixture(createLinearEngine(), directory, { observers: [observer] })
  opened.push(run)
  return run
}

describe('an observer of runs', () => {
  it('is told of the start, each epoch and the end, before the window hears of the end', async () => {
    const starts: RunFacts[] = []
    const epochs: number[] = []
    const ends: RunEnding[] = []
    const phases: (string | undefined)[] = []
    const run = await observed({
      onStart: (facts) => void starts.push(facts),
      onEpoch: (_runId, { epoch }) => void epochs.push(epoch),
      onEnd(ending) {
        ends.push(ending)
        phases.push(run.all('run').at(-1)?.phase)
      },
    })
    const { runId } = await run.service.startRun({ document: smallDocument(), resumeFrom: null })
    await run.service.ended()
    expect(starts).toMatchObject([{ runId, isTestOnly: false, epochsBefore: 0, document: { name: 'small' } }])
    expect(starts[0]?.dataset.train.count).toBe(300)
    expect(epochs).toEqual([1, 2, 3])
    expect(phases).toEqual(['evaluating'])
    expect(ends[0]?.snapshot).toEqual(run.service.currentRun({}))
    expect(ends[0]?.predictions?.predicted.length).toBe(90)
    const weights = await ends[0]?.readWeights()
    expect(weights?.map(({ name }) => name)).toContain('dense-1/kernel')
  })

  it('hears of a failure too, and its own slips change nothing', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const run = await observed({ onEpoch: () => Promise.reject(new Error('the disk is full')) })
    await run.service.startRun({ document: smallDocument(), resumeFrom: null })
    await run.service.ended()
    expect(run.service.currentRun({})?.state.phase).toBe('finished')
    expect(log).toHaveBeenCalledTimes(3)
    log.mockRestore()

    const ends: RunEnding[] = []
    const directory = await mkdtemp(path.join(tmpdir(), 'layerloom-runs-'))
    const engine = createLinearEngine({ onStep: (step) => (step === 15 ? Number.NaN : undefined) })
    const failing = joinRunFixture(engine, directory, { observers: [{ onEnd: (ending) => void ends.push(ending) }] })
    opened.push(failing)
    await failing.service.startRun({ document: smallDocument(), resumeFrom: null })
    await failing.service.ended()
    expect(ends).toMatchObject([{ predictions: null, snapshot: { state: { phase: 'failed' }, evaluation: null } }])
  })
})
