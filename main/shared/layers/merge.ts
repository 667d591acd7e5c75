import { makeAlike } from './fit-shape.ts'
import type { ShapeResult } from './layer.ts'
import { elementCount, formatShape, type Shape } from './shape.ts'

/** All inputs of one shape, which the result has as well. */
export function sameShape(layer: string, inputs: readonly Shape[]): ShapeResult {
  const [first = []] = inputs
  const shapes = inputs.map(formatShape)
  return shapes.every((shape) => shape === shapes[0])
    ? { ok: true, shape: first }
    : {
        ok: false,
        problem: {
          code: 'graph.shapesDiffer',
          values: { layer, shapes: shapes.join(', ') },
          remedies: makeAlike(inputs),
        },
      }
}

/** One operation for each value of each input but the first. */
export function mergeFlops(inputs: readonly Shape[], output: Shape): number {
  return (inputs.length - 1) * elementCount(output)
}
