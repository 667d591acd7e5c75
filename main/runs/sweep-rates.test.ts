import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultOptimizer } from '#shared/document/optimizers.ts'
import type { TrainingSession } from '../engines/engine.ts'
import { createLinearEngine } from './testing/linear-engine.ts'
import { joinRunFixture, smallDocument } from './testing/run-fixture.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'layerloom-sweep-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

describe('the learning-rate finder', () => {
  it('finds a rate that learns better than a tenth or a hundred times of it, and keeps nothing', async () => {
    const run = joinRunFixture(createLinearEngine(), directory)
    const sweep = await run.service.findLearningRate({ document: smallDocument() })
    const { points = [], suggestion } = sweep ?? {}
    expect(points.length).toBeGreaterThan(50)
    expect(run.told).toEqual([])
    expect(run.service.currentRun({})).toBeNull()
    const rate = suggestion?.rate ?? 0
    const lossWith = async (learningRate: number) => {
      const document = smallDocument({ epochs: 2, optimizer: defaultOptimizer('momentum', learningRate) })
      await run.service.startRun({ document, resumeFrom: null })
      await run.service.ended()
      return run.service.currentRun({})?.epochs.at(-1)?.valLoss ?? Number.POSITIVE_INFINITY
    }
    const found = await lossWith(rate)
    expect(found).toBeLessThan(await lossWith(rate / 10))
    expect(found).toBeLessThan(await lossWith(100 * rate))
    await run.service.dispose()
  })

  it('works beside a finished run, whose weights stay, and not beside one that goes on', async () => {
    const sessions: TrainingSession[] = []
    const run = joinRunFixture(createLinearEngine({ stepMs: 2, onOpen: (each) => sessions.push(each) }), directory)
    const { runId } = await run.service.startRun({ document: smallDocument(), resumeFrom: null })
    await expect(run.service.findLearningRate({ document: smallDocument() })).rejects.toMatchObject({
      code: 'run.busy',
    })
    await run.service.ended()
    const before = structuredClone(await sessions[0]?.readWeights())
    const sweep = run.service.findLearningRate({ document: smallDocument() })
    await expect(run.service.startRun({ document: smallDocument(), resumeFrom: null })).rejects.toMatchObject({
      code: 'run.busy',
    })
    await sweep
    expect(await sessions[0]?.readWeights()).toEqual(before)
    expect(run.service.currentRun({})?.runId).toBe(runId)
    await run.service.dispose()
  })

  it('ends when it is called off, and lets training and another search begin', async () => {
    let steps = 0
    const countSteps = (session: TrainingSession) => {
      const { trainStep } = session
      session.trainStep = (batch) => {
        steps += 1
        if (steps === 3) void run.service.cancelLearningRate({})
        return trainStep(batch)
      }
    }
    const run = joinRunFixture(createLinearEngine({ onOpen: countSteps }), directory)
    expect(await run.service.findLearningRate({ document: smallDocument() })).toBeNull()
    expect(steps).toBe(3)
    expect((await run.service.findLearningRate({ document: smallDocument() }))?.points.length).toBeGreaterThan(50)
    await run.service.dispose()
  })

  it('says what is wrong with the drawing', async () => {
    const run = joinRunFixture(createLinearEngine(), directory)
    const broken = { ...smallDocument(), edges: [] }
    await expect(run.service.findLearningRate({ document: broken })).rejects.toMatchObject({
      code: expect.stringMatching(/^graph\./),
    })
  })
})
