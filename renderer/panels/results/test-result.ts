import type { RunDetails } from '#shared/contract/records.ts'
import type { Evaluation, GalleryPage, ThresholdCurves } from '#shared/contract/runs.ts'
import { core } from '../../client/core-client.ts'

/** What a test came to, whether its run is open or of the record. */
export type TestResult = Pick<
  Evaluation,
  'runId' | 'testLoss' | 'testAccuracy' | 'meanIou' | 'confusion' | 'classes' | 'topK' | 'calibration'
>

/** Of a run of the record; null where it did not come to its test. */
export function resultOfRun(run: RunDetails): TestResult | null {
  const { runId, testLoss, testAccuracy, meanIou, confusion, classes, topK = [], calibration = null } = run
  if (!confusion || testAccuracy === null) return null
  // A loss that ran away is no number to the record.
  return { runId, testLoss: testLoss ?? Number.NaN, testAccuracy, meanIou, confusion, classes, topK, calibration }
}

export type GalleryRequest = Parameters<typeof core.gallery>[0]

/** Where the pictures and the curves of a test are asked for. */
export interface TestSource {
  gallery(request: GalleryRequest): Promise<GalleryPage>
  curves(request: { runId: string; label: number }): Promise<ThresholdCurves | null>
}

/** The run that was trained last, with its network at hand. */
export const openRun: TestSource = {
  gallery: (request) => core.gallery(request),
  curves: (request) => core.thresholdCurves(request),
}

/** Any run of the record. */
export const keptRun: TestSource = {
  gallery: (request) => core.runGallery(request),
  curves: (request) => core.runCurves(request),
}
