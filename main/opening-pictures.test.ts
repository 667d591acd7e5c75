import { expect, it } from 'vitest'
import type { DataProgress } from '#shared/contract/data.ts'
import { coreParts, createCoreService } from './core-service.ts'
import { classFolders, picturesChoice, temporaryFolder, writeTree } from './datasets/testing/picture-files.ts'

it('the core tells how far pictures are, and breaks off when asked', async () => {
  const data = picturesChoice(await writeTree(await classFolders({ a: 60, b: 60 })))
  const told: DataProgress[] = []
  let hasCancelled = false
  const core = createCoreService({
    parts: { ...coreParts, engines: [] },
    digitsDirectory: '',
    runsDirectory: null,
    preparedDirectory: await temporaryFolder(),
    emit(name, payload) {
      if (name !== 'dataProgress') return
      const progress = payload as DataProgress
      told.push(progress)
      if (progress.done > 0 && !hasCancelled) {
        hasCancelled = true
        void core.cancelData({})
      }
    },
  })
  await expect(core.openData({ data })).rejects.toMatchObject({ code: 'data.cancelled' })
  expect(told[0]).toEqual({ choice: data, done: 0, total: null })
  expect(told[1]).toEqual({ choice: data, done: expect.any(Number), total: 120 })

  const summary = await core.openData({ data })
  expect([summary.trainCount, summary.testCount, summary.skipped.count]).toEqual([96, 24, 0])
  expect(told.at(-1)).toMatchObject({ done: 120, total: 120 })
  await core.dispose()
})
