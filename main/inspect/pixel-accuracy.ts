import type { MaskPair } from '#shared/contract/runs.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { labelsOfPicture } from '../datasets/describe-dataset.ts'
import { countLabels } from '../engines/count-labels.ts'
import type { Predictions } from './gallery.ts'

/** The part of a picture's pixels that is right; NaN where none counts. */
export function pixelAccuracy({ truth, predicted }: MaskPair, ignoreLabel: number | undefined): number {
  let right = 0
  for (const [at, label] of truth.entries()) if (label !== ignoreLabel && label === predicted[at]) right += 1
  return right / countLabels(truth, ignoreLabel)
}

/** That of each test picture, in their order. */
export function pixelAccuracies(
  { test, ignoreLabel }: Pick<Dataset, 'test' | 'ignoreLabel'>,
  { predicted }: Pick<Predictions, 'predicted'>,
): Float32Array {
  const size = test.labels.length / test.count
  return Float32Array.from({ length: test.count }, (_, index) =>
    pixelAccuracy(
      { truth: labelsOfPicture(test, index), predicted: predicted.subarray(index * size, (index + 1) * size) },
      ignoreLabel,
    ),
  )
}
