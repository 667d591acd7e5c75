import type { Shape } from './shape.ts'
import { dilatedSize, type WindowOptions, windowPadding } from './window.ts'

/**
 * What a layer draws on along one axis of places (height, width, or the steps of a sequence): its output `o` on the
 * inputs from `⌈(o·stride + first) / rate⌉` to `⌊(o·stride + last) / rate⌋`. Inputs below 0 are padding. `rate` is above 1
 * where the layer enlarges; `stride` is 0 where each output draws on the same inputs.
 */
export interface AxisWindow {
  stride: number
  rate: number
  first: number
  last: number
}

/** Each place by itself. */
export function pointWindows(input: Shape): AxisWindow[] {
  return places(input).map(() => ({ stride: 1, rate: 1, first: 0, last: 0 }))
}

/** All places together. */
export function wholeWindows(input: Shape): AxisWindow[] {
  return places(input).map((length) => ({ stride: 0, rate: 1, first: 0, last: length - 1 }))
}

/** Convolution and pooling. */
export function slidingWindows(input: Shape, { size, strides, padding, dilationRate = [] }: WindowOptions) {
  return places(input).map((length, axis): AxisWindow => {
    const span = dilatedSize(size[axis] ?? 1, dilationRate[axis] ?? 1)
    const stride = strides[axis] ?? 1
    const [before] = windowPadding(length, span, stride, padding)
    return { stride, rate: 1, first: -before, last: span - 1 - before }
  })
}

/** Input `i` is spread over the outputs from `i·stride − cropped` on; `same` crops what juts out, the odd pixel last. */
export function transposedWindows(input: Shape, { size, strides, padding }: WindowOptions): AxisWindow[] {
  return places(input).map((_, axis) => {
    const span = size[axis] ?? 1
    const rate = strides[axis] ?? 1
    const cropped = padding === 'same' ? Math.floor(Math.max(span - rate, 0) / 2) : 0
    return { stride: 1, rate, first: cropped - span + 1, last: cropped }
  })
}

/** So many places more at the front of each axis; less where negative. */
export function shiftedWindows(input: Shape, added: readonly number[]): AxisWindow[] {
  return places(input).map((_, axis) => {
    const shift = 0 - (added[axis] ?? 0)
    return { stride: 1, rate: 1, first: shift, last: shift }
  })
}

function places(input: Shape): Shape {
  return input.slice(0, -1)
}
