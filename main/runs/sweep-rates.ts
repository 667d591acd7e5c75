import { setImmediate } from 'node:timers/promises'
import type { LoomDocument } from '#shared/document/schema.ts'
import {
  addSweepStep,
  isExploded,
  type RateSweep,
  type SweepPoint,
  suggestRate,
  sweepRate,
  sweepSteps,
} from '#shared/training/rate-sweep.ts'
import { type PreparedRun, prepareRun, type RunResources } from './prepare-run.ts'

const utmostMs = 60_000

/**
 * Trains a copy of the network for up to a hundred steps of its own data with higher and higher rates, and throws it away.
 * @throws LoomError as `prepareRun`
 */
export async function sweepRates(document: LoomDocument, resources: RunResources): Promise<RateSweep> {
  const run = await prepareRun(document, null, resources)
  try {
    const points = await takeSteps(run)
    return { points, suggestion: suggestRate(points), hasExploded: isExploded(points) }
  } finally {
    await run.dispose()
  }
}

async function takeSteps({ session, training }: PreparedRun): Promise<SweepPoint[]> {
  const startedAt = performance.now()
  let points: SweepPoint[] = []
  for (let epoch = 1; ; epoch += 1) {
    for await (const batch of training.batches.epoch(epoch)) {
      const isOver = points.length >= sweepSteps || performance.now() - startedAt > utmostMs
      if (isOver || isExploded(points)) return points
      const rate = sweepRate(points.length)
      await session.setLearningRate(rate)
      const { loss } = await session.trainStep(batch)
      points = addSweepStep(points, rate, loss)
      await setImmediate()
    }
  }
}
