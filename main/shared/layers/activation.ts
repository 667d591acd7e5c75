import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { type ActivationName, activationNames } from './lowering.ts'
import { choice } from './parameters.ts'
import { elementCount } from './shape.ts'

const pytorchNames: Record<ActivationName, string> = {
  linear: 'nn.Identity()',
  relu: 'nn.ReLU()',
  relu6: 'nn.ReLU6()',
  elu: 'nn.ELU()',
  selu: 'nn.SELU()',
  gelu: 'nn.GELU()',
  swish: 'nn.SiLU()',
  softplus: 'nn.Softplus()',
  softsign: 'nn.Softsign()',
  sigmoid: 'nn.Sigmoid()',
  hardSigmoid: 'nn.Hardsigmoid()  # Keras: clip(0.2x + 0.5), PyTorch: clip(x/6 + 0.5)',
  tanh: 'nn.Tanh()',
  softmax: 'nn.Softmax(dim=1)',
}

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
  pytorch: (_input, values) => pytorchNames[values.activation],
})
