import type { Problem } from './layer.ts'
import type { Padding } from './lowering.ts'
import { needsPicture } from './picture.ts'
import type { Shape } from './shape.ts'

export interface SlidingWindow {
  size: readonly [number, number]
  strides: readonly [number, number]
  padding: Padding
  /** Keras's dilationRate; 1 unless said. */
  dilationRate?: readonly [number, number]
}

/** As sequences have one axis of places and pictures two, so have the options one number or two. */
export interface WindowOptions {
  size: readonly number[]
  strides: readonly number[]
  padding: Padding
  dilationRate?: readonly number[]
}

/** What a dilated kernel spans along one axis: its taps and the gaps between them. */
export function dilatedSize(size: number, dilation: number): number {
  return (size - 1) * dilation + 1
}

/** Output length of a window along one axis: `ceil(n/s)` for `same`, `floor((n-k)/s) + 1` for `valid`. */
export function windowOutputLength(length: number, size: number, stride: number, padding: Padding): number {
  return padding === 'same' ? Math.ceil(length / stride) : Math.floor((length - size) / stride) + 1
}

/** Output length of a transposed convolution along one axis, as Keras has it: the window need not fit a whole stride. */
export function transposedLength(length: number, size: number, stride: number, padding: Padding): number {
  return length * stride + (padding === 'valid' ? Math.max(size - stride, 0) : 0)
}

/** TensorFlow's padding before and after one axis; the odd pixel goes after. */
export function windowPadding(length: number, size: number, stride: number, padding: Padding): [number, number] {
  if (padding === 'valid') return [0, 0]
  const total = Math.max((Math.ceil(length / stride) - 1) * stride + size - length, 0)
  return [Math.floor(total / 2), Math.ceil(total / 2)]
}

/** The same for each axis of places: two of a picture, one of a sequence. */
export function windowSides(
  input: Shape,
  { size, strides, padding, dilationRate = [] }: WindowOptions,
): [before: number, after: number][] {
  return input.slice(0, -1).map((length, axis) => {
    return windowPadding(length, dilatedSize(size[axis] ?? 1, dilationRate[axis] ?? 1), strides[axis] ?? 1, padding)
  })
}

/** Height and width after a window has slid over a picture `[height, width, channels]`, or why it cannot. */
export function slideWindow(
  layer: string,
  input: Shape,
  window: SlidingWindow,
): { ok: true; height: number; width: number } | { ok: false; problem: Problem } {
  const [height, width] = input
  if (input.length !== 3 || height === undefined || width === undefined) {
    return { ok: false, problem: needsPicture(layer, input) }
  }
  const [down, across] = window.dilationRate ?? [1, 1]
  const kernelHeight = dilatedSize(window.size[0], down)
  const kernelWidth = dilatedSize(window.size[1], across)
  if (window.padding === 'valid' && (kernelHeight > height || kernelWidth > width)) {
    return {
      ok: false,
      problem: {
        code: 'graph.windowTooLarge',
        values: {
          layer,
          window: `${kernelHeight}×${kernelWidth}`,
          picture: `${height}×${width}`,
        },
        remedies: [{ kind: 'setParameters', parameters: { padding: 'same' } }],
      },
    }
  }
  return {
    ok: true,
    height: windowOutputLength(height, kernelHeight, window.strides[0], window.padding),
    width: windowOutputLength(width, kernelWidth, window.strides[1], window.padding),
  }
}
