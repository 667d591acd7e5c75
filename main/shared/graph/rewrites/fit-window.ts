import type { Padding } from '../../layers/lowering.ts'
import type { Shape } from '../../layers/shape.ts'
import { windowOutputLength } from '../../layers/window.ts'

export interface FittedWindow {
  size: readonly [number, number]
  strides: readonly [number, number]
}

/** The padding with which a window makes maps of the size of `output`; null where none does. */
export function fitPadding(input: Shape, output: Shape, { size, strides }: FittedWindow): Padding | null {
  const fits = (padding: Padding) =>
    size.every((side, axis) => {
      const length = input[axis] ?? 0
      const isInside = padding === 'same' || side <= length
      return isInside && windowOutputLength(length, side, strides[axis] ?? 1, padding) === output[axis]
    })
  return (['valid', 'same'] as const).find(fits) ?? null
}
