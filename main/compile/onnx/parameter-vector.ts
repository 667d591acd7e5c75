import type { NamedTensor } from '#main/compile/named-tensor.ts'
import { elementCount, type Shape } from '#shared/layers/shape.ts'
import type { Ir, IrValue } from '../ir.ts'

/** Where one weight lies in a vector, and its shape there. */
export interface ParameterSlice {
  name: string
  offset: number
  length: number
  /** Keras's shape, as it is shown and saved. */
  shape: Shape
}

/** Several weights one after the other in one vector, in data-flow order. */
export interface ParameterVector {
  slices: ParameterSlice[]
  length: number
}

/**
 * The trainable weights of a network, or the others (moving statistics). Convolution kernels lie in ONNX's order
 * `[out, in, height, width]`, so that the step need not turn them; all else lies as in Keras.
 */
export function layOutParameters(ir: Ir, isTrainable: boolean): ParameterVector {
  const slices: ParameterSlice[] = []
  let length = 0
  for (const value of ir.values) {
    if (value.op !== 'weight' || value.attributes.isTrainable !== isTrainable) continue
    const slice = { name: value.attributes.name, offset: length, length: elementCount(value.shape), shape: value.shape }
    slices.push(slice)
    length += slice.length
  }
  return { slices, length }
}

/** The shape that a weight has in the ONNX graph. */
export function onnxWeightShape(value: Pick<IrValue<'weight'>, 'shape'>): number[] {
  const [height = 0, width = 0, channels = 0, filters = 0] = value.shape
  return value.shape.length === 4 ? [filters, channels, height, width] : [...value.shape]
}

/** Puts Keras-ordered tensors into one vector. The names must be those of the vector; see `checkNames`. */
export function packParameters(vector: ParameterVector, tensors: ReadonlyMap<string, Float32Array>): Float32Array {
  const packed = new Float32Array(vector.length)
  for (const { name, offset, length, shape } of vector.slices) {
    const values = tensors.get(name)
    if (!values) throw new Error(`no weight "${name}"`)
    packed.subarray(offset, offset + length).set(shape.length === 4 ? toOihw(values, shape) : values)
  }
  return packed
}

/** The vector as Keras-ordered tensors; copies. */
export function unpackParameters(vector: ParameterVector, packed: Float32Array): NamedTensor[] {
  return vector.slices.map(({ name, offset, length, shape }) => {
    const values = packed.slice(offset, offset + length)
    return { name, shape, values: shape.length === 4 ? toHwio(values, shape) : values }
  })
}

/** `[h, w, i, o]` → `[o, i, h, w]`; `shape` is the former. */
function toOihw(values: Float32Array, [height = 0, width = 0, channels = 0, filters = 0]: Shape): Float32Array {
  const turned = new Float32Array(values.length)
  const area = height * width
  for (let place = 0; place < area; place++)
    for (let channel = 0; channel < channels; channel++)
      for (let filter = 0; filter < filters; filter++)
        turned[(filter * channels + channel) * area + place] =
          values[(place * channels + channel) * filters + filter] ?? 0
  return turned
}

/** `[o, i, h, w]` → `[h, w, i, o]`; `shape` is the latter. */
function toHwio(values: Float32Array, [height = 0, width = 0, channels = 0, filters = 0]: Shape): Float32Array {
  const turned = new Float32Array(values.length)
  const area = height * width
  for (let place = 0; place < area; place++)
    for (let channel = 0; channel < channels; channel++)
      for (let filter = 0; filter < filters; filter++)
        turned[(place * channels + channel) * filters + filter] =
          values[(filter * channels + channel) * area + place] ?? 0
  return turned
}
