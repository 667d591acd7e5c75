import type { CheckpointContent } from './checkpoint-file.ts'
import type { PreparedRun } from './prepare-run.ts'
import type { RunPlace } from './run-place.ts'
import { packBatches, type RunRecord } from './run-record.ts'

export interface CheckpointParts {
  runId: string
  run: PreparedRun
  place: RunPlace
  elapsedMs: number
}

/** All that it takes to go on at `place` as if nothing had been. */
export async function composeCheckpoint(
  parts: CheckpointParts,
  batches: ReturnType<RunRecord['batches']>,
): Promise<CheckpointContent> {
  const { run, place } = parts
  const optimizer = await run.session.readOptimizer()
  return {
    header: { ...composeHeader(parts), optimizerStep: optimizer.step },
    tensors: {
      weights: await run.session.readWeights(),
      bestWeights: place.best && place.best.epoch !== place.epoch ? place.best.weights : [],
      slots: optimizer.slots,
      batches: [packBatches(batches)],
    },
  }
}

/** The weights that a run has ended with, for exporters: the process may end before the person has saved them. */
export async function composeModel(parts: CheckpointParts): Promise<CheckpointContent> {
  const { session, dataset } = parts.run
  return {
    header: { ...composeHeader(parts), finished: { classes: dataset.classes } },
    tensors: { weights: await session.readWeights(), bestWeights: [], slots: [], batches: [] },
  }
}

function composeHeader({ runId, run, place, elapsedMs }: CheckpointParts): CheckpointContent['header'] {
  return {
    version: 1,
    runId,
    savedAt: new Date().toISOString(),
    document: run.document,
    device: run.session.device,
    epoch: place.epoch,
    step: place.step,
    elapsedMs,
    bestEpoch: place.best?.epoch ?? 0,
    optimizerStep: 0,
    finished: null,
    epochs: [...place.epochs],
  }
}
