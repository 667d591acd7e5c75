import type { Problem } from './layer.ts'
import type { Frame } from './parameters.ts'
import { needsPicture } from './picture.ts'
import { formatShape, type Shape } from './shape.ts'

/** A picture with so many pixels more at each side, or less where `sign` is -1. */
export function frameShape(
  layer: string,
  input: Shape,
  [rows, columns]: Frame,
  sign: 1 | -1,
): { ok: true; shape: Shape } | { ok: false; problem: Problem } {
  const [height = 0, width = 0, channels = 0] = input
  if (input.length !== 3) return { ok: false, problem: needsPicture(layer, input) }
  const shape = [height + sign * (rows[0] + rows[1]), width + sign * (columns[0] + columns[1]), channels]
  if (shape.every((size) => size >= 1)) return { ok: true, shape }
  const cropping = [leavingOne(rows, height), leavingOne(columns, width)]
  return {
    ok: false,
    problem: {
      code: 'graph.croppedAway',
      values: { layer, shape: formatShape(input) },
      remedies: [{ kind: 'setParameters', parameters: { cropping } }],
    },
  }
}

/** As much as can be taken away from both sides, in the proportion that was wished for. */
function leavingOne([before, after]: readonly [number, number], length: number): [number, number] {
  const share = Math.min(1, (length - 1) / (before + after || 1))
  return [Math.floor(before * share), Math.floor(after * share)]
}

/** As the lowering wants it. */
export function sidesOf([[top, bottom], [left, right]]: Frame, sign: 1 | -1) {
  return { top: sign * top, bottom: sign * bottom, left: sign * left, right: sign * right }
}
