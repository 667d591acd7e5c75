import type { Batches } from '../datasets/batches.ts'
import type { EvaluateResult, TrainingSession } from '../engines/engine.ts'

/** How a network does on some pictures. Predictions stand in the order of the pictures. */
export interface Assessment {
  /** Mean over the pictures. */
  loss: number
  accuracy: number
  predicted: Uint8Array
  /** What the network gives the class that it predicts. */
  probabilities: Float32Array
}

export interface AssessOptions {
  count: number
  classCount: number
  /** Between two batches: whether to go on. */
  breathe(): Promise<boolean>
}

/** Null when `breathe` said to stop. */
export async function assess(
  session: Pick<TrainingSession, 'evaluate'>,
  batches: Batches,
  { count, classCount, breathe }: AssessOptions,
): Promise<Assessment | null> {
  const predicted = new Uint8Array(count)
  const probabilities = new Float32Array(count)
  let done = 0
  let loss = 0
  let correct = 0
  for await (const batch of batches.epoch(1)) {
    if (!(await breathe())) return null
    const result = await session.evaluate(batch)
    takePredictions(result, classCount, { predicted, probabilities }, done)
    loss += result.loss * batch.count
    correct += result.correct
    done += batch.count
  }
  return { loss: loss / count, accuracy: correct / count, predicted, probabilities }
}

function takePredictions(
  result: EvaluateResult,
  classCount: number,
  into: Pick<Assessment, 'predicted' | 'probabilities'>,
  start: number,
): void {
  const rows = result.probabilities.length / classCount
  for (let row = 0; row < rows; row += 1) {
    const values = result.probabilities.subarray(row * classCount, (row + 1) * classCount)
    const best = values.reduce((most, value, label) => (value > (values[most] ?? 0) ? label : most), 0)
    into.predicted[start + row] = best
    into.probabilities[start + row] = values[best] ?? 0
  }
}
