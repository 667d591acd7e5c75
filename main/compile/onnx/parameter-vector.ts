import type { NamedTensor } from '#main/compile/named-tensor.ts'
import { elementCount, type Shape } from '#shared/layers/shape.ts'
import type { Ir } from '../ir.ts'

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
 * The trainable weights of a network, or the others (moving statistics). Kernels of convolutions lie as
 * `[out, height, width, in]`, the order in which their gradients come out; all else lies as in Keras.
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

/** The shape that a weight has in the vector. */
export function onnxWeightShape(shape: Shape): number[] {
  const [height = 0, width = 0, channels = 0, filters = 0] = shape
  return shape.length === 4 ? [filters, height, width, channels] : [...shape]
}

/** Puts Keras-ordered tensors into one vector. The names must be those of the vector; see `checkNames`. */
export function packParameters(vector: ParameterVector, tensors: ReadonlyMap<string, Float32Array>): Float32Array {
  const packed = new Float32Array(vector.length)
  for (const { name, offset, length, shape } of vector.slices) {
    const values = tensors.get(name)
    if (!values) throw new Error(`no weight "${name}"`)
    packed.subarray(offset, offset + length).set(shape.length === 4 ? filtersFirst(values, shape) : values)
  }
  return packed
}

/** The vector as Keras-ordered tensors; copies. */
export function unpackParameters(vector: ParameterVector, packed: Float32Array): NamedTensor[] {
  return vector.slices.map(({ name, offset, length, shape }) => {
    const values = packed.slice(offset, offset + length)
    return { name, shape, values: shape.length === 4 ? filtersLast(values, shape) : values }
  })
}

/** `[h, w, i, o]` → `[o, h, w, i]`; `shape` is the former. */
function filtersFirst(values: Float32Array, shape: Shape): Float32Array {
  const filters = shape[3] ?? 0
  return transpose(values, values.length / filters, filters)
}

/** `[o, h, w, i]` → `[h, w, i, o]`; `shape` is the latter. */
function filtersLast(values: Float32Array, shape: Shape): Float32Array {
  const filters = shape[3] ?? 0
  return transpose(values, filters, values.length / filters)
}

function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(values.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) turned[column * rows + row] = values[row * columns + column] ?? 0
  }
  return turned
}
