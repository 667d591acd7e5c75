import type { RunDetails } from '#shared/contract/records.ts'
import type { Evaluation } from '#shared/contract/runs.ts'
import type { Dataset } from '../datasets/dataset.ts'
import type { PastRun, RunEffort } from '../runs/run-observer.ts'

/** What is recorded of a run, for it to be opened again. */
export function recallRun(details: RunDetails, openTested: (run: RunDetails) => Promise<Dataset>): PastRun {
  const { runId, name, isTestOnly, data, seconds, imagesPerSecond } = details
  const effort: RunEffort = { seconds: seconds ?? 0, imagesPerSecond, dataWaitShare: null }
  const evaluation = evaluationOf(details, effort)
  return { runId, name, isTestOnly, data, evaluation, effort, openDataset: () => openTested(details) }
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
