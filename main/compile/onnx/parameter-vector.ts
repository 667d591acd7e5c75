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
  /** How many of its last axes come first in the vector. */
  turned: number
}

/** Several weights one after the other in one vector, in data-flow order. */
export interface ParameterVector {
  slices: ParameterSlice[]
  length: number
}

/**
 * What becomes of a weight in a training step: the optimiser changes the trainable ones, the forward pass the moving
 * statistics, and nothing those of frozen layers.
 */
export type ParameterRole = 'trainable' | 'statistics' | 'frozen'

/**
 * The weights of a network that have this role. Kernels of convolutions lie in the
 * order in which their gradients come out (see `findTurned`); all else lies as in Keras.
 */
export function layOutParameters(ir: Ir, role: ParameterRole): ParameterVector {
  const statistics = findStatistics(ir)
  const roleOf = (id: number, isTrainable: boolean): ParameterRole =>
    isTrainable ? 'trainable' : statistics.has(id) ? 'statistics' : 'frozen'
  const turned = findTurned(ir)
  const slices: ParameterSlice[] = []
  let length = 0
  for (const value of ir.values) {
    if (value.op !== 'weight' || roleOf(value.id, value.attributes.isTrainable) !== role) continue
    const slice = {
      name: value.attributes.name,
      offset: length,
      length: elementCount(value.shape),
      shape: value.shape,
      turned: turned.get(value.id) ?? 0,
    }
    slices.push(slice)
    length += slice.length
  }
  return { slices, length }
}

/** The moving statistics that a training step updates. */
function findStatistics(ir: Ir): Set<number> {
  return new Set(
    ir.values.flatMap((value) =>
      value.op === 'batchNormalization' && !value.attributes.isFrozen ? value.inputs.slice(-2) : [],
    ),
  )
}

/**
 * The kernels that are turned, by id, and by how many axes. The operation that uses one decides: a convolution wants
 * `[out, height, width, in]`, a transposed one `[in, height, width, out]`, a depthwise one `[in, multiplier, height, width]`.
 */
function findTurned(ir: Ir): Map<number, number> {
  const shapes = new Map(ir.values.map(({ id, shape }) => [id, shape]))
  return new Map(
    ir.values.flatMap(({ op, inputs: [, kernel = -1], shape }): [number, number][] => {
      if (op === 'conv2d' || op === 'conv2dTranspose') return [[kernel, 1]]
      if (op === 'groupedConv2d') return [[kernel, shapes.get(kernel)?.at(-1) === shape.at(-1) ? 1 : 2]]
      return []
    }),
  )
}

/** The shape that a weight has in the vector. The kernel of Conv1D, `[width, in, out]`, is one pixel high there. */
export function sliceShape({ shape, turned }: ParameterSlice): number[] {
  const whole = turned > 0 && shape.length === 3 ? [1, ...shape] : shape
  const start = whole.length - turned
  return [...whole.slice(start), ...whole.slice(0, start)]
}

/** Puts Keras-ordered tensors into one vector. The names must be those of the vector; see `checkNames`. */
export function packParameters(vector: ParameterVector, tensors: ReadonlyMap<string, Float32Array>): Float32Array {
  const packed = new Float32Array(vector.length)
  for (const slice of vector.slices) {
    const { name, offset, length } = slice
    const values = tensors.get(name)
    if (!values) throw new Error(`no weight "${name}"`)
    const front = frontLength(slice)
    packed.subarray(offset, offset + length).set(transpose(values, length / front, front))
  }
  return packed
}

/** The vector as Keras-ordered tensors; copies. */
export function unpackParameters(vector: ParameterVector, packed: Float32Array): NamedTensor[] {
  return vector.slices.map((slice) => {
    const { name, offset, length, shape } = slice
    const front = frontLength(slice)
    return { name, shape, values: transpose(packed.slice(offset, offset + length), front, length / front) }
  })
}

/** How many numbers the axes in front count. */
function frontLength({ shape, turned }: ParameterSlice): number {
  return elementCount(shape.slice(shape.length - turned))
}

/** `[rows, columns]` → `[columns, rows]`. */
function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  if (rows === 1 || columns === 1) return values
  const turned = new Float32Array(values.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) turned[column * rows + row] = values[row * columns + column] ?? 0
  }
  return turned
}
