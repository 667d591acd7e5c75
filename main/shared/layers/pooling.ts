import { slidingWindows } from './axis-window.ts'
import { defineLayer, type LayerDefinition } from './layer.ts'
import type { LoweringBuilder, Window2d } from './lowering.ts'
import { choice, pair } from './parameters.ts'
import { elementCount } from './shape.ts'
import { slideWindow } from './window.ts'

const poolingParameters = {
  poolSize: pair({ initial: [2, 2] }),
  strides: pair({ initial: [2, 2] }),
  padding: choice(['valid', 'same'], 'valid'),
}

export type PoolingDefinition = LayerDefinition<typeof poolingParameters>

/** What MaxPooling2D and AveragePooling2D share: all but the lowering and the name in PyTorch. */
export function definePooling2d(options: {
  kind: string
  pytorchName: string
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
    pytorch: (_input, { poolSize, strides, padding }) =>
      `nn.${options.pytorchName}((${poolSize.join(', ')}), stride=(${strides.join(', ')})${padding === 'same' ? ', ceil_mode=True' : ''})`,
  })
}
