import { slidingWindows } from './axis-window.ts'
import { defineLayer, type LayerDefinition } from './layer.ts'
import type { LoweringBuilder, Window2d } from './lowering.ts'
import { choice, integer } from './parameters.ts'
import { type PytorchPooling, pytorchPooling } from './pooling.ts'
import { slideSpan } from './sequence.ts'
import { elementCount } from './shape.ts'

const pooling1dParameters = {
  poolSize: integer({ initial: 2 }),
  strides: integer({ initial: 2 }),
  padding: choice(['valid', 'same'], 'valid'),
}

/** What MaxPooling1D and AveragePooling1D share: all but the operation and the name in PyTorch. */
export function definePooling1d(options: {
  kind: string
  pytorchName: PytorchPooling
  pool<V>(builder: LoweringBuilder<V>, x: V, window: Window2d & { poolSize: [number, number] }): V
}): LayerDefinition<typeof pooling1dParameters> {
  return defineLayer({
    kind: options.kind,
    group: 'pooling',
    inputs: 1,
    outputs: 1,
    parameters: pooling1dParameters,
    outputShape(input, { poolSize, strides, padding }) {
      const slid = slideSpan(options.kind, input, { size: poolSize, stride: strides, padding })
      return slid.ok ? { ok: true, shape: [slid.steps, input[1] ?? 0] } : slid
    },
    window: (input, { poolSize, strides, padding }) =>
      slidingWindows(input, { size: [poolSize], strides: [strides], padding }),
    weights: () => [],
    flops: (_input, output, { poolSize }) => elementCount(output) * poolSize,
    keras: (values) => ({ className: options.kind, config: { ...values } }),
    lower(builder, x, { poolSize, strides, padding }) {
      const window = { poolSize: [1, poolSize] as [number, number], strides: [1, strides] as [number, number], padding }
      return builder.toSequence(options.pool(builder, builder.toPicture(x), window))
    },
    pytorch: (input, { poolSize, strides, padding }) =>
      pytorchPooling(options.pytorchName, input, { size: [poolSize], strides: [strides], padding }),
  })
}
