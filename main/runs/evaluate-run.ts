import type { Evaluation } from '#shared/contract/runs.ts'
import { calibrate } from '../inspect/calibration.ts'
import { confusionMatrix, meanIou } from '../inspect/confusion-matrix.ts'
import { topKAccuracies } from '../inspect/top-k.ts'
import type { Assessment } from './assess.ts'
import type { PreparedRun } from './prepare-run.ts'
import type { RunEffort } from './run-observer.ts'

/** What a run came to, from its predictions for the test pictures. */
export function evaluateRun(
  run: PreparedRun,
  result: Assessment,
  { runId, effort }: { runId: string; effort: RunEffort },
): Evaluation {
  const { dataset, graph, session } = run
  const { labels } = dataset.test
  const classCount = dataset.classes.length
  const confusion = confusionMatrix(labels, result.predicted, classCount)
  return {
    runId,
    testLoss: result.loss,
    testAccuracy: result.accuracy,
    meanIou: dataset.task === 'segmentation' ? meanIou(confusion) : null,
    confusion,
    classes: dataset.classes,
    topK: result.scores ? topKAccuracies(labels, result.scores, classCount) : [],
    calibration: calibrate(labels, result, classCount),
    ...effort,
    parameters: graph.totals.parameters,
    device: session.device,
  }
}
