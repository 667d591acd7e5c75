import type { Problem } from './layer.ts'
import type { Frame } from './parameters.ts'
import { formatShape, type Shape } from './shape.ts'

/** A picture with so many pixels more at each side, or less where `sign` is -1. */
export function frameShape(
  layer: string,
  input: Shape,
  [rows, columns]: Frame,
  sign: 1 | -1,
): { ok: true; shape: Shape } | { ok: false; problem: Problem } {
  const [height = 0, width = 0, channels = 0] = input
  if (input.length !== 3) {
    return { ok: false, problem: { code: 'graph.needsPicture', values: { layer, rank: input.length } } }
  }
  const shape = [height + sign * (rows[0] + rows[1]), width + sign * (columns[0] + columns[1]), channels]
  if (shape.every((size) => size >= 1)) return { ok: true, shape }
  return {
    ok: false,
    problem: { code: 'graph.croppedAway', values: { layer, shape: formatShape(input) } },
  }
}

/** As the lowering wants it. */
export function sidesOf([[top, bottom], [left, right]]: Frame, sign: 1 | -1) {
  return { top: sign * top, bottom: sign * bottom, left: sign * left, right: sign * right }
}

/** PyTorch's order: left, right, top, bottom. */
export function pytorchSides(frame: Frame, sign: 1 | -1): string {
  const { top, bottom, left, right } = sidesOf(frame, sign)
  return `nn.ZeroPad2d((${[left, right, top, bottom].map((side) => side || 0).join(', ')}))`
}
