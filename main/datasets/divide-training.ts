import type { DataSplit } from '#shared/contract/data.ts'
import type { Dataset } from './dataset.ts'
import { gatherLabels } from './gather.ts'
import { countingIndices, seededRandom } from './random.ts'
import { countClasses, splitValidation } from './stratify.ts'

/** How a run keeps training pictures for validation: its validation split and its seed. */
export interface ValidationCut {
  share: number
  seed: number
}

/** The places of the pictures that train and of those that validate. */
export type TrainingParts = ReturnType<typeof splitValidation>

/** Each class has its share of both parts; pictures whose pixels have labels are of no class. */
export function divideTraining({ task, train, classes }: Dataset, { share, seed }: ValidationCut): TrainingParts {
  const labels = task === 'segmentation' ? new Uint8Array(train.count) : train.labels
  return splitValidation(labels, classes.length, share, seededRandom(seed))
}

/** The parts of a run in exact numbers. */
export function countParts(dataset: Dataset, cut: ValidationCut): DataSplit {
  const { train, test, classes } = dataset
  const { training, validation } = divideTraining(dataset, cut)
  const count = (of: Dataset['train'], places: Uint32Array) => countClasses(gatherLabels(of, places), classes.length)
  return {
    counts: { train: training.length, validation: validation.length, test: test.count },
    classCounts: {
      train: count(train, training),
      validation: count(train, validation),
      test: count(test, countingIndices(test.count)),
    },
  }
}
