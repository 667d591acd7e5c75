import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCheckpointStore } from './checkpoint-store.ts'
import { createSavePace } from './save-pace.ts'
import { createLinearEngine } from './testing/linear-engine.ts'
import { joinRunFixture, smallDocument } from './testing/run-fixture.ts'

describe('checkpoints within an epoch', () => {
  it('are due every so often, and more seldom where writing takes long', () => {
    let now = 0
    const pace = createSavePace(20_000, () => now)
    expect(pace.isDue()).toBe(false)
    now = 20_000
    expect(pace.isDue()).toBe(true)
    pace.saved(10)
    expect(pace.isDue()).toBe(false)
    now = 40_000
    expect(pace.isDue()).toBe(true)
    pace.saved(2000)
    now = 100_000
    expect(pace.isDue()).toBe(false)
    now = 140_000
    expect(pace.isDue()).toBe(true)
  })

  it('are written when the run pauses, and the run goes on there with the same figures', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'layerloom-pause-'))
    try {
      const whole = joinRunFixture(createLinearEngine(), path.join(directory, 'whole'))
      await whole.service.startRun({ document: smallDocument(), resumeFrom: null })
      await whole.service.ended()

      const folder = path.join(directory, 'paused')
      // Slow enough for the pause to come within the epoch, on a busy machine too.
      const first = joinRunFixture(createLinearEngine({ stepMs: 50 }), folder)
      const { runId } = await first.service.startRun({ document: smallDocument(), resumeFrom: null })
      await first.next('metrics', ({ progress }) => progress.epoch === 2 && progress.stepInEpoch > 2)
      const { size } = await stat(path.join(folder, runId, 'checkpoint.bin'))
      await first.service.pauseRun({ runId })
      const store = createCheckpointStore(folder)
      await expect.poll(async () => (await store.load(runId)).header.part?.pictures).toBeGreaterThan(0)
      const { header } = await store.load(runId)
      // The last batch of an epoch may be a smaller one.
      expect(header).toMatchObject({ epoch: 1, step: 10 + Math.ceil((header.part?.pictures ?? 0) / 32) })
      // The best weights beside the present ones, and no more.
      expect((await stat(path.join(folder, runId, 'checkpoint.bin'))).size).toBeLessThan(2 * size)

      const second = joinRunFixture(createLinearEngine(), folder)
      await second.service.startRun({ document: smallDocument(), resumeFrom: runId })
      await second.service.ended()
      const figures = ({ service }: typeof whole) =>
        service.currentRun({})?.epochs.map(({ seconds: _, ...epoch }) => epoch)
      expect(figures(second)).toEqual(figures(whole))
      for (const { service } of [whole, first, second]) await service.dispose()
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  })
})
