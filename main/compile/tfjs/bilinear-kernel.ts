import { elementCount, type Shape } from '#shared/layers/shape.ts'
import type { BuiltModel } from './build-model.ts'
import { listModelWeights } from './model-weights.ts'
import { tf } from './tensorflow.ts'

/**
 * A transposed convolution's kernel `[height, width, out, in]` that interpolates: channel i of the output is channel i of the
 * input, and the tap t of n weighs 1 − |t − c| / f, with f = ⌈n / 2⌉ and c the middle (Long et al., 2015).
 */
export function bilinearKernel(shape: Shape): Float32Array {
  const [height = 1, width = 1, outputs = 1, inputs = 1] = shape
  const [rows, columns] = [taps(height), taps(width)]
  const values = new Float32Array(elementCount(shape))
  for (const [row, down] of rows.entries()) {
    for (const [column, across] of columns.entries()) {
      for (let channel = 0; channel < Math.min(outputs, inputs); channel += 1) {
        values[((row * width + column) * outputs + channel) * inputs + channel] = down * across
      }
    }
  }
  return values
}

function taps(length: number): number[] {
  const factor = Math.ceil(length / 2)
  const middle = (length - 1) / 2
  return Array.from({ length }, (_, tap) => 1 - Math.abs(tap - middle) / factor)
}

/** Overwrites what tfjs drew for kernels that begin bilinear. */
export function writeBilinearKernels(built: BuiltModel): void {
  for (const { shape, initializer, variable } of listModelWeights(built)) {
    if (initializer !== 'bilinear') continue
    const value = tf.tensor(bilinearKernel(shape), [...shape], 'float32')
    variable.write(value)
    value.dispose()
  }
}
