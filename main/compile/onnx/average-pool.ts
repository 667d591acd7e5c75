import type { Shape } from '#shared/layers/shape.ts'
import { windowOutputLength, windowPadding } from '#shared/layers/window.ts'
import type { WindowAttributes } from '../ir.ts'

/** How many pixels of each window lie inside the picture, row by row; null where all windows are whole. */
export function countInside(input: Shape, attributes: WindowAttributes): number[] | null {
  const [height = 0, width = 0] = input
  const rows = insideAlong(height, attributes, 0)
  const columns = insideAlong(width, attributes, 1)
  const whole = attributes.size[0] * attributes.size[1]
  const counts = rows.flatMap((row) => columns.map((column) => row * column))
  return counts.every((count) => count === whole) ? null : counts
}

function insideAlong(length: number, { size, strides, padding }: WindowAttributes, axis: 0 | 1): number[] {
  const [before] = windowPadding(length, size[axis], strides[axis], padding)
  const outputs = windowOutputLength(length, size[axis], strides[axis], padding)
  return Array.from({ length: outputs }, (_, index) => {
    const start = index * strides[axis] - before
    return Math.min(start + size[axis], length) - Math.max(start, 0)
  })
}
