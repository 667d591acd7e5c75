import type { Problem } from './layer.ts'
import type { Padding } from './lowering.ts'
import { choice, pair } from './parameters.ts'

/** How the kernel of a convolution slides over a picture. */
export const convolutionWindow = {
  kernelSize: pair({ initial: [3, 3] }),
  strides: pair({ initial: [1, 1] }),
  padding: choice(['valid', 'same'], 'valid'),
}

/** Keras has no convolution that both strides and skips pixels. */
export function refuseStridedDilation(
  layer: string,
  strides: number | readonly [number, number],
  dilationRate: number | readonly [number, number],
): Problem | null {
  const isAboveOne = (value: number | readonly [number, number]) => [value].flat().some((side) => side > 1)
  if (!isAboveOne(strides) || !isAboveOne(dilationRate)) return null
  const ones = (value: number | readonly [number, number]) => (typeof value === 'number' ? 1 : [1, 1])
  return {
    code: 'graph.stridedDilation',
    values: { layer },
    remedies: [
      { kind: 'setParameters', parameters: { strides: ones(strides) } },
      { kind: 'setParameters', parameters: { dilationRate: ones(dilationRate) } },
    ],
  }
}

/** Groups part the channels that come in and the filters without a remainder. */
export function refuseGroups(layer: string, channels: number, filters: number, groups: number): Problem | null {
  if (channels % groups === 0 && filters % groups === 0) return null
  return {
    code: 'graph.unevenGroups',
    values: { layer, groups, channels, filters },
    remedies: [{ kind: 'setParameters', parameters: { groups: largestDivisor(channels, filters, groups) } }],
  }
}

function largestDivisor(channels: number, filters: number, limit: number): number {
  for (let divisor = limit; divisor > 1; divisor -= 1)
    if (channels % divisor === 0 && filters % divisor === 0) return divisor
  return 1
}

/** PyTorch's arguments behind the channels, as far as they are not its defaults. */
export function pytorchWindow(options: {
  strides: readonly number[]
  padding: Padding
  dilationRate: readonly number[]
  groups: number | string
  useBias: boolean
}): string {
  const { strides, padding, dilationRate, groups, useBias } = options
  const isAboveOne = (values: readonly number[]) => values.some((value) => value > 1)
  const tuple = (values: readonly number[]) => (values.length === 1 ? String(values[0]) : `(${values.join(', ')})`)
  const parts = [
    `stride=${tuple(strides)}`,
    ...(isAboveOne(dilationRate) ? [`dilation=${tuple(dilationRate)}`] : []),
    ...(groups === 1 ? [] : [`groups=${groups}`]),
    ...(useBias ? [] : ['bias=False']),
    ...(padding === 'valid' ? [] : isAboveOne(strides) ? ['padding=0'] : ["padding='same'"]),
  ]
  return parts.join(', ')
}

/** PyTorch refuses 'same' with strides; it pads alike on all sides besides. */
export function pytorchPaddingNote(strides: readonly number[], padding: Padding): string {
  return padding === 'same' && strides.some((stride) => stride > 1) ? '  # pad as TensorFlow does before' : ''
}
