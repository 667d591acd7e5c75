import type { Evaluation, GalleryPage, ThresholdCurves } from '#shared/contract/runs.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { type GalleryRequest, type Predictions, pickGalleryPage } from '../inspect/gallery.ts'
import { curvesOfClass } from '../inspect/threshold-curves.ts'
import { evaluateRun } from './evaluate-run.ts'
import type { PreparedRun } from './prepare-run.ts'
import type { RunControl } from './run-control.ts'
import { assessPictures } from './run-loop.ts'
import type { PastRun, RunEffort } from './run-observer.ts'
import type { Watcher } from './watcher.ts'

/** The test of a run, and what is asked of it afterwards. */
export interface FinalTest {
  readonly evaluation: Evaluation | null
  readonly predictions: Predictions | null
  /** Tests the network as it is now. A run that is opened again without its pictures keeps what it came to. */
  take(run: PreparedRun, effort: RunEffort, watch: { control: RunControl; watcher: Watcher }): Promise<void>
  /** @throws LoomError run.notEvaluated, or why there are no pictures */
  gallery(request: GalleryRequest): GalleryPage
  /** Null where there is nothing to tell apart. @throws LoomError run.notEvaluated, data.unknownClass, or why there are no pictures */
  curvesOfClass(label: number): ThresholdCurves | null
}

export function createFinalTest(runId: string, past: PastRun | undefined): FinalTest {
  let evaluation: Evaluation | null = null
  let predictions: Predictions | null = null
  let dataset: Dataset | null = null

  function found(): { dataset: Dataset; predictions: Predictions } {
    const absence = dataset?.absence
    if (absence) throw new LoomError(absence.code, absence.values)
    if (!dataset || !predictions) throw new LoomError('run.notEvaluated')
    return { dataset, predictions }
  }

  return {
    get evaluation() {
      return evaluation
    },
    get predictions() {
      return predictions
    },
    async take(run, effort, { control, watcher }) {
      dataset = run.dataset
      if (dataset.absence) {
        evaluation = past?.evaluation ?? null
        return
      }
      const result = await assessPictures(run, 'test', control, watcher)
      if (!result) throw new Error('the test was broken off')
      predictions = result
      evaluation = evaluateRun(run, result, { runId, effort })
    },
    gallery(request) {
      const tested = found()
      return pickGalleryPage(tested.dataset, tested.predictions, request)
    },
    curvesOfClass(label) {
      const tested = found()
      const { test, classes } = tested.dataset
      if (label >= classes.length) throw new LoomError('data.unknownClass', { label, classCount: classes.length })
      const { scores } = tested.predictions
      return scores && curvesOfClass(test.labels, scores, classes.length, label)
    },
  }
}
