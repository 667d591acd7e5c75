import type { RunDetails } from '#shared/contract/records.ts'
import type { Evaluation } from '#shared/contract/runs.ts'
import type { PastRun, RunEffort } from '../runs/run-observer.ts'

/** What is recorded of a run, for it to be opened again. */
export function recallRun(details: RunDetails, openDataset: PastRun['openDataset']): PastRun {
  const { runId, name, isTestOnly, seconds, imagesPerSecond } = details
  const effort: RunEffort = { seconds: seconds ?? 0, imagesPerSecond, dataWaitShare: null }
  return { runId, name, isTestOnly, evaluation: evaluationOf(details, effort), effort, openDataset }
}

/** Null where it did not come to its test. */
function evaluationOf(details: RunDetails, effort: RunEffort): Evaluation | null {
  const { runId, testLoss, testAccuracy, meanIou, confusion, classes, topK = [], calibration = null } = details
  if (testLoss === null || testAccuracy === null || confusion === null) return null
  const { device, parameters } = details
  return {
    ...{ runId, testLoss, testAccuracy, meanIou, confusion, classes, topK, calibration, device },
    ...effort,
    parameters: parameters ?? 0,
  }
}
