import type { CheckpointContent } from './checkpoint-file.ts'
import type { PreparedRun } from './prepare-run.ts'
import { isBestNow, type RunPlace } from './run-place.ts'
import { packBatches, type RunRecord } from './run-record.ts'

export interface CheckpointParts {
  runId: string
  run: PreparedRun
  place: RunPlace
  elapsedMs: number
  batches: ReturnType<RunRecord['batches']>
}

/** All that it takes to go on at `place` as if nothing had been; the network stands there. */
export async function composeCheckpoint(parts: CheckpointParts): Promise<CheckpointContent> {
  const { runId, run, place, elapsedMs, batches } = parts
  const { epoch, step, best, epochs, part, extendedAt } = place
  const { session, document } = run
  const optimizer = await session.readOptimizer()
  const where = { epoch, step, part, extendedAt, bestEpoch: best?.epoch ?? 0 }
  return {
    header: {
      version: 1,
      runId,
      savedAt: new Date().toISOString(),
      document,
      device: session.device,
      elapsedMs,
      optimizerStep: optimizer.step,
      finished: null,
      epochs: [...epochs],
      ...where,
    },
    tensors: {
      weights: await session.readWeights(),
      bestWeights: best && !isBestNow(where) ? best.weights : [],
      slots: optimizer.slots,
      batches: [packBatches(batches)],
    },
  }
}

/** The weights that a run is about: the best so far, where there are any. */
export function keptWeights({ header, tensors }: CheckpointContent): CheckpointContent['tensors']['weights'] {
  return isBestNow(header) ? tensors.weights : tensors.bestWeights
}
