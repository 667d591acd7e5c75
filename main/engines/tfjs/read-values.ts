import { tf } from '#main/compile/tfjs/tensorflow.ts'

/** A copy of the values; in its own time, for a graphics card must finish first. */
export async function readValues(tensor: tf.Tensor): Promise<Float32Array> {
  return Float32Array.from(await tensor.data())
}

/** The values of tensors that nobody needs any more. */
export async function takeValues(tensors: tf.Tensor[]): Promise<Float32Array[]> {
  try {
    return await Promise.all(tensors.map(readValues))
  } finally {
    tf.dispose(tensors)
  }
}
