import type { Problem } from './layer.ts'
import type { Padding } from './lowering.ts'
import { choice, pair } from './parameters.ts'
import { type PytorchWeight, pytorchPadding, pytorchSize } from './pytorch.ts'
import type { Shape } from './shape.ts'

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

/** A convolution in PyTorch of a picture or a sequence, and what its input must be padded with before. */
export function pytorchConvolution(input: Shape, options: PytorchConvolution) {
  const { filters, kernelSize, strides, padding, dilationRate = [], groups = 1, useBias } = options
  const { argument, sides } = pytorchPadding(input, { size: kernelSize, strides, padding, dilationRate })
  const isWhole = strides.every((stride) => stride === 1)
  const given = [
    `${input.at(-1)}, ${filters}, ${pytorchSize(kernelSize)}`,
    ...(isWhole ? [] : [`stride=${pytorchSize(strides)}`]),
    // PyTorch's 'same' knows no strides.
    ...(argument ? [`padding=${isWhole ? '"same"' : argument}`] : []),
    ...(dilationRate.some((rate) => rate > 1) ? [`dilation=${pytorchSize(dilationRate)}`] : []),
    ...(groups === 1 ? [] : [`groups=${groups}`]),
    ...(useBias ? [] : ['bias=False']),
  ]
  return {
    module: `nn.Conv${input.length - 1}d(${given.join(', ')})`,
    pad: (x: string) => (sides ? `F.pad(${x}, ${sides})` : x),
  }
}

/** Of Keras's `[height, width, in, multiplier]`: each channel's filters stand together there too. */
export function pytorchDepthwise(name: string, kernelSize: readonly number[], filters: number): PytorchWeight {
  return { name, axes: [2, 3, 0, 1], shape: [filters, 1, ...kernelSize] }
}

interface PytorchConvolution {
  filters: number
  kernelSize: readonly number[]
  strides: readonly number[]
  padding: Padding
  dilationRate?: readonly number[]
  groups?: number
  useBias: boolean
}
