import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { ModelCheck } from '#shared/contract/models.ts'
import { elementCount, type Shape } from '#shared/layers/shape.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { AnsweredSamples } from '../answered-samples.ts'
import { moveAxes } from '../move-axes.ts'
import { inputName, outputName } from './export-rules.ts'

/** Of the largest answer: cards round products to fewer bits than processors. */
const tolerance = 5e-3

/**
 * Asks the written model itself, with ONNX Runtime on the processor, and holds its answers against those of the program.
 * @throws LoomError export.differs
 */
export async function checkOnnxModel(model: Uint8Array, samples: AnsweredSamples): Promise<ModelCheck> {
  const { count, pixels, inputShape, answers, outputShape, isOfData } = samples
  const [height = 0, width = 0, channels = 0] = inputShape
  const image = channelsFirst(
    Float32Array.from(pixels, (value) => value / 255),
    inputShape,
  )
  const session = await InferenceSession.create(model)
  try {
    const found = await session.run({ [inputName]: new Tensor('float32', image, [count, channels, height, width]) })
    const values = (found[outputName]?.data ?? []) as Float32Array
    const expected = channelsFirst(answers, outputShape)
    const largest = Math.max(
      1,
      expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    )
    const largestDifference = expected.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (values[at] ?? Number.NaN))),
      0,
    )
    if (!(largestDifference <= tolerance * largest)) {
      throw new LoomError('export.differs', { difference: String(largestDifference) })
    }
    return { pictures: count, isOfData, largestDifference }
  } finally {
    await session.release()
  }
}

/** `[…, height, width, channels]` → `[…, channels, height, width]`; rows stay as they are. `shape` is that of one picture. */
export function channelsFirst(values: Float32Array, shape: Shape): Float32Array {
  if (shape.length !== 3) return values
  return moveAxes({ shape: [values.length / elementCount(shape), ...shape], values }, [0, 3, 1, 2]).values
}
