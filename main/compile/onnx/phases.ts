import type { ConvGeometry } from './conv-geometry.ts'

/** The pixels at one place modulo the stride, and the convolution of the output's gradient that gives theirs. */
export interface Phase {
  /** Rows and columns of the kernel that reach these pixels, in the order in which the convolution meets them. */
  rows: number[]
  columns: number[]
  /** `[top, left, bottom, right]` around the output's gradient. */
  pads: number[]
  height: number
  width: number
}

/**
 * The phases of a convolution's input, row by row; null where one of them is reached by no tap or would need to cut the
 * gradient, as with strides larger than the kernel.
 */
export function findPhases({ input, output, size, strides, dilations, pads }: ConvGeometry): Phase[] | null {
  const phases: Phase[] = []
  for (let down = 0; down < strides[0]; down++) {
    const vertical = findTaps({
      place: down,
      length: input[0] ?? 0,
      size: size[0],
      stride: strides[0],
      dilation: dilations[0],
      before: pads[0],
      outputs: output[0] ?? 0,
    })
    for (let right = 0; right < strides[1]; right++) {
      const horizontal = findTaps({
        place: right,
        length: input[1] ?? 0,
        size: size[1],
        stride: strides[1],
        dilation: dilations[1],
        before: pads[1],
        outputs: output[1] ?? 0,
      })
      if (!vertical || !horizontal) return null
      phases.push({
        rows: vertical.taps,
        columns: horizontal.taps,
        pads: [vertical.before, horizontal.before, vertical.after, horizontal.after],
        height: vertical.length,
        width: horizontal.length,
      })
    }
  }
  return phases
}

interface Axis {
  /** The phase's place, from 0 to stride − 1. */
  place: number
  length: number
  size: number
  stride: number
  dilation: number
  before: number
  outputs: number
}

/**
 * Pixel `i·stride + place` is reached from output `i + (place + before − tap·dilation) / stride` through each tap that
 * divides. Either the stride or the dilation is 1, so these taps are as far apart as the dilation says.
 */
function findTaps({ place, length, size, stride, dilation, before, outputs }: Axis) {
  const all = Array.from({ length: size }, (_, tap) => tap)
  const taps = all.filter((tap) => (place + before - tap * dilation) % stride === 0).reverse()
  const offsets = taps.map((tap) => (place + before - tap * dilation) / stride)
  const [first] = offsets
  const last = offsets.at(-1)
  if (first === undefined || last === undefined) return null
  const count = Math.ceil((length - place) / stride)
  const after = count - 1 + last - (outputs - 1)
  return first > 0 || after < 0 || count < 1 ? null : { taps, before: 0 - first, after, length: count }
}
