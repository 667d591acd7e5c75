import type { Problem } from './layer.ts'
import type { Padding } from './lowering.ts'
import { elementCount, formatShape, type Shape } from './shape.ts'
import { dilatedSize, windowOutputLength } from './window.ts'

export interface SlidingSpan {
  size: number
  stride: number
  padding: Padding
  /** 1 unless said. */
  dilationRate?: number
}

/** How many steps a window leaves of a sequence `[steps, channels]`, or why it cannot slide. */
export function slideSpan(
  layer: string,
  input: Shape,
  { size, stride, padding, dilationRate = 1 }: SlidingSpan,
): { ok: true; steps: number } | { ok: false; problem: Problem } {
  const [steps = 0] = input
  if (input.length !== 2) return { ok: false, problem: needsSequence(layer, input) }
  const span = dilatedSize(size, dilationRate)
  if (padding === 'same' || span <= steps) {
    return { ok: true, steps: windowOutputLength(steps, span, stride, padding) }
  }
  return {
    ok: false,
    problem: {
      code: 'graph.windowTooLarge',
      values: { layer, window: String(span), picture: String(steps) },
      remedies: [{ kind: 'setParameters', parameters: { padding: 'same' } }],
    },
  }
}

/** Offers to take a picture's pixels row by row as steps, and the values of a row as steps of one channel. */
export function needsSequence(layer: string, input: Shape): Problem {
  const channels = input.length > 1 ? (input.at(-1) ?? 1) : 1
  const targetShape = [elementCount(input) / channels, channels]
  return {
    code: 'graph.needsSequence',
    values: { layer, shape: formatShape(input) },
    remedies: [{ kind: 'insertBefore', layer: 'Reshape', parameters: { targetShape } }],
  }
}
