import type { ActivationName } from './lowering.ts'
import type { Shape } from './shape.ts'
import { type WindowOptions, windowSides } from './window.ts'

/** Where a weight of Keras's layout lies in the state dict of PyTorch's module. */
export interface PytorchWeight {
  name: string
  /** Axis `i` there is this axis of Keras's; the same order unless said. */
  axes?: readonly number[]
  /** What it is then cut to. */
  shape?: Shape
}

/** A layer in PyTorch, where channels come first: `[batch, channels, height, width]`, `[batch, channels, steps]`. */
export interface PytorchLayer {
  /** What the network keeps under the layer's name, a constructor call of one line or several; none where functions do. */
  module?: string
  /** Parameters of that module which the layer has not. */
  without?: readonly string[]
  /** By Keras's names. */
  weights?: Record<string, PytorchWeight>
  /** The output as an expression, of the names of the inputs and of the module. */
  forward(inputs: readonly string[], module: string): string
}

/** For a layer with one input, which unless said goes into the module. */
export interface PytorchRule extends Omit<PytorchLayer, 'forward'> {
  forward?(x: string, module: string): string
}

const activations: Record<ActivationName, (x: string) => string> = {
  linear: (x) => x,
  relu: (x) => `F.relu(${x})`,
  relu6: (x) => `F.relu6(${x})`,
  elu: (x) => `F.elu(${x})`,
  selu: (x) => `F.selu(${x})`,
  gelu: (x) => `F.gelu(${x})`,
  swish: (x) => `F.silu(${x})`,
  softplus: (x) => `F.softplus(${x})`,
  softsign: (x) => `F.softsign(${x})`,
  sigmoid: (x) => `torch.sigmoid(${x})`,
  /** PyTorch's own has another slope. */
  hardSigmoid: (x) => `(0.2 * ${x} + 0.5).clamp(0, 1)`,
  tanh: (x) => `torch.tanh(${x})`,
  softmax: (x) => `F.softmax(${x}, dim=1)`,
}

export function pytorchActivation(name: ActivationName, x: string): string {
  return activations[name](x)
}

/** The layout of Keras's `[height, width, in, out]` in PyTorch: `[out, in, height, width]`; of fewer axes likewise. */
export function pytorchKernel(axes: number): Record<string, PytorchWeight> {
  const places = Array.from({ length: axes - 2 }, (_, axis) => axis)
  return { kernel: { name: 'weight', axes: [axes - 1, axes - 2, ...places] }, bias: { name: 'bias' } }
}

/** One number where all axes have the same. */
export function pytorchSize(values: readonly number[]): string {
  return values.every((value) => value === values[0]) ? String(values[0]) : `(${values.join(', ')})`
}

/** Pixels before and after each axis, as `F.pad` wants them: of the last axis first. */
export function pytorchSides(sides: readonly (readonly [number, number])[]): string {
  return `(${[...sides].reverse().flat().join(', ')})`
}

/**
 * A window's padding where there is some. PyTorch's modules pad both sides of an axis alike: `argument` is for them. Where
 * that does not do, `sides` is for `F.pad` before.
 */
export function pytorchPadding(input: Shape, window: WindowOptions): { argument?: string; sides?: string } {
  const sides = windowSides(input, window)
  if (sides.flat().every((side) => side === 0)) return {}
  const isAlike = sides.every(([before, after]) => before === after)
  return isAlike ? { argument: pytorchSize(sides.map(([before]) => before)) } : { sides: pytorchSides(sides) }
}

/** Of a value of that shape, for what goes by Keras's order; rows stay. */
export function channelsLast(x: string, { length }: Shape): string {
  return length > 1 ? `${x}.movedim(1, -1)` : x
}

export function channelsFirst(x: string, { length }: Shape): string {
  return length > 1 ? `${x}.movedim(-1, 1)` : x
}

/** What PyTorch's normalizations, which scale and shift or do neither, are told of one that may do one of both. */
export function pytorchScaling({ center, scale }: { center: boolean; scale: boolean }) {
  const hasBoth = center === scale
  return {
    isAffine: center || scale,
    without: [...(hasBoth || scale ? [] : ['weight']), ...(hasBoth || center ? [] : ['bias'])],
    weights: { gamma: { name: 'weight' }, beta: { name: 'bias' } },
  }
}
