import type { Labels } from '#shared/contract/data.ts'
import type { Batches } from '../datasets/batches.ts'
import type { EvaluateResult, TrainingSession } from '../engines/engine.ts'
import { allocateLabels, argMaxRows } from '../inspect/arg-max.ts'

/** How a network does on some pictures. Predictions stand in the order of the labels. */
export interface Assessment {
  /** Means over the labels that count: one a picture, or one a pixel. */
  loss: number
  accuracy: number
  predicted: Labels
  /** What the network gives the class that it predicts. */
  probabilities: Float32Array
  /** `[labels, classes]`: what it gives each class; null where that is not wanted, or too much to keep. */
  scores: Float32Array | null
}

/** Numbers; a quarter of a gigabyte. */
const mostScores = 2 ** 26

export interface AssessOptions {
  /** Labels in all, those that do not count among them. */
  labelCount: number
  classCount: number
  keepsScores?: boolean
  /** Between two batches: whether to go on. */
  breathe(): Promise<boolean>
}

/** Null when `breathe` said to stop. */
export async function assess(
  session: Pick<TrainingSession, 'evaluate'>,
  batches: Batches,
  { labelCount, classCount, keepsScores = false, breathe }: AssessOptions,
): Promise<Assessment | null> {
  const predicted = allocateLabels(labelCount, classCount)
  const probabilities = new Float32Array(labelCount)
  const isKept = keepsScores && labelCount * classCount <= mostScores
  const scores = isKept ? new Float32Array(labelCount * classCount) : null
  let done = 0
  let counted = 0
  let loss = 0
  let correct = 0
  for await (const batch of batches.epoch(1)) {
    if (!(await breathe())) return null
    const result = await session.evaluate(batch)
    scores?.set(result.probabilities, done * classCount)
    takePredictions(result, classCount, { predicted, probabilities }, done)
    loss += result.loss * result.counted
    correct += result.correct
    counted += result.counted
    done += batch.labels.length
  }
  const total = Math.max(1, counted)
  return { loss: loss / total, accuracy: correct / total, predicted, probabilities, scores }
}

function takePredictions(
  result: EvaluateResult,
  classCount: number,
  into: Pick<Assessment, 'predicted' | 'probabilities'>,
  start: number,
): void {
  const predicted = argMaxRows(result.probabilities, classCount)
  into.predicted.set(predicted, start)
  for (const [row, label] of predicted.entries()) {
    into.probabilities[start + row] = result.probabilities[row * classCount + label] ?? 0
  }
}
