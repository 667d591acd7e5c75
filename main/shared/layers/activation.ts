import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { activationNames } from './lowering.ts'
import { choice } from './parameters.ts'
import { pytorchActivation } from './pytorch.ts'
import { elementCount } from './shape.ts'

export const activation = defineLayer({
  kind: 'Activation',
  group: 'activation',
  inputs: 1,
  outputs: 1,
  parameters: { activation: choice(activationNames, 'relu') },
  outputShape: (input) => ({ ok: true, shape: input }),
  window: pointWindows,
  weights: () => [],
  flops: (_input, output, values) => (values.activation === 'linear' ? 0 : elementCount(output)),
  keras: (values) => ({ className: 'Activation', config: { ...values } }),
  lower: (builder, x, values) => builder.activation(x, values.activation),
  pytorch: (_input, values) => ({ forward: (x) => pytorchActivation(values.activation, x) }),
})
