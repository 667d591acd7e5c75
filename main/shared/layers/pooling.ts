import { slidingWindows } from './axis-window.ts'
import { defineLayer, type LayerDefinition } from './layer.ts'
import type { LoweringBuilder, Window2d } from './lowering.ts'
import { choice, pair } from './parameters.ts'
import { type PytorchRule, pytorchPadding, pytorchSize } from './pytorch.ts'
import { elementCount, type Shape } from './shape.ts'
import { slideWindow, type WindowOptions } from './window.ts'

const poolingParameters = {
  poolSize: pair({ initial: [2, 2] }),
  strides: pair({ initial: [2, 2] }),
  padding: choice(['valid', 'same'], 'valid'),
}

export type PytorchPooling = 'MaxPool' | 'AvgPool'
export type PoolingDefinition = LayerDefinition<typeof poolingParameters>

/** What MaxPooling2D and AveragePooling2D share: all but the lowering and the name in PyTorch. */
export function definePooling2d(options: {
  kind: string
  pytorchName: PytorchPooling
  lower<V>(builder: LoweringBuilder<V>, x: V, window: Window2d & { poolSize: [number, number] }): V
}): PoolingDefinition {
  return defineLayer({
    kind: options.kind,
    group: 'pooling',
    inputs: 1,
    outputs: 1,
    parameters: poolingParameters,
    outputShape(input, values) {
      const slid = slideWindow(options.kind, input, {
        ...values,
        size: values.poolSize,
      })
      return slid.ok ? { ok: true, shape: [slid.height, slid.width, input[2] ?? 0] } : slid
    },
    window: (input, values) => slidingWindows(input, { ...values, size: values.poolSize }),
    weights: () => [],
    flops: (_input, output, { poolSize }) => elementCount(output) * elementCount(poolSize),
    keras: (values) => ({ className: options.kind, config: { ...values } }),
    lower: options.lower,
    pytorch: (input, values) => pytorchPooling(options.pytorchName, input, { ...values, size: values.poolSize }),
  })
}

/** In PyTorch, of a picture or a sequence; padding is never the largest pixel and counts in no mean, as in TensorFlow. */
export function pytorchPooling(name: PytorchPooling, input: Shape, window: WindowOptions): PytorchRule {
  const { size, strides } = window
  const { argument, sides } = pytorchPadding(input, window)
  const isMean = name === 'AvgPool'
  const given = [
    pytorchSize(size),
    ...(size.every((side, axis) => side === strides[axis]) ? [] : [`stride=${pytorchSize(strides)}`]),
    ...(argument ? [`padding=${argument}`] : []),
    ...(argument && isMean ? ['count_include_pad=False'] : []),
  ]
  const module = `nn.${name}${input.length - 1}d(${given.join(', ')})`
  if (!sides) return { module }
  return {
    module,
    forward: (x, own) =>
      isMean ? `mean_inside(${own}, ${x}, ${sides})` : `${own}(F.pad(${x}, ${sides}, value=-torch.inf))`,
  }
}
