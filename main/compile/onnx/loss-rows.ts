import { elementCount } from '#shared/layers/shape.ts'
import type { AnyIrValue } from '../ir.ts'
import type { Name } from './onnx-graph.ts'
import type { Picture } from './picture.ts'
import type { StepBuilder } from './step-builder.ts'

/** A value as `[rows, classes]`, in the order in which Flatten puts it. */
export function rowsOf(builder: StepBuilder, value: AnyIrValue, classes: number): Name {
  const { graph, pictures, activations } = builder
  const picture = activations.get(value.id)
  if (!picture) throw new Error(`value %${value.id} is used before it is computed`)
  const form = hasPixels(value) ? 'nhwc' : 'nchw'
  const name = pictures.read(picture, form)
  return value.shape.length === 1 ? name : graph.add('Reshape', [name, graph.int64s([-1, classes])])
}

/** The way back from `rowsOf`. */
export function asPicture({ graph }: StepBuilder, value: AnyIrValue, rows: Name): Picture {
  const { shape } = value
  if (shape.length === 1) return { shape, forms: { nchw: rows } }
  if (hasPixels(value)) return { shape, forms: { nhwc: graph.add('Reshape', [rows, graph.int64s([-1, ...shape])]) } }
  const dims = shape.length === 3 ? [shape[2] ?? 0, 1, 1] : shape
  return { shape, forms: { nchw: graph.add('Reshape', [rows, graph.int64s([-1, ...dims])]) } }
}

/** Pictures of one pixel lie alike in all forms. */
function hasPixels({ shape }: AnyIrValue): boolean {
  return shape.length === 3 && elementCount(shape) > (shape[2] ?? 0)
}
