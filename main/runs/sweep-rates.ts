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

export interface RateFinder {
  /** Null when it was called off. @throws LoomError as `prepareRun` */
  find(document: LoomDocument): Promise<RateSweep | null>
  /** Ends a search after its current step. */
  cancel(): void
}

export function createRateFinder(resources: RunResources): RateFinder {
  let search = new AbortController()
  return {
    find(document) {
      search = new AbortController()
      return sweepRates(document, resources, search.signal)
    },
    cancel: () => search.abort(),
  }
}

/**
 * Trains a copy of the network for up to a hundred steps of its own data with higher and higher rates, and throws it away.
 * Null when `signal` called it off.
 * @throws LoomError as `prepareRun`
 */
async function sweepRates(
  document: LoomDocument,
  resources: RunResources,
  signal: AbortSignal,
): Promise<RateSweep | null> {
  const run = await prepareRun(document, null, resources)
  try {
    const points = await takeSteps(run, signal)
    return signal.aborted ? null : { points, suggestion: suggestRate(points), hasExploded: isExploded(points) }
  } finally {
    await run.dispose()
  }
}

async function takeSteps({ session, training }: PreparedRun, signal: AbortSignal): Promise<SweepPoint[]> {
  const startedAt = performance.now()
  let points: SweepPoint[] = []
  for (let epoch = 1; ; epoch += 1) {
    for await (const batch of training.batches.epoch(epoch)) {
      const isOver = points.length >= sweepSteps || performance.now() - startedAt > utmostMs
      if (isOver || isExploded(points) || signal.aborted) return points
      const rate = sweepRate(points.length)
      await session.setLearningRate(rate)
      const { loss } = await session.trainStep(batch)
      points = addSweepStep(points, rate, loss)
      await setImmediate()
    }
  }
}
