import { wholeWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { activationNames } from './lowering.ts'
import { choice, flag, integer } from './parameters.ts'
import { kerasRegularizer, kernelRegularization, regularizerOf } from './regularizer.ts'
import { formatShape } from './shape.ts'

export const dense = defineLayer({
  kind: 'Dense',
  group: 'core',
  inputs: 1,
  outputs: 1,
  parameters: {
    units: integer({ initial: 10 }),
    activation: choice(activationNames, 'linear'),
    useBias: flag(true),
    trainable: flag(true),
    ...kernelRegularization,
  },
  outputShape: (input, { units }) =>
    input.length === 1
      ? { ok: true, shape: [units] }
      : {
          ok: false,
          problem: {
            code: 'graph.needsFlat',
            values: { layer: 'Dense', shape: formatShape(input) },
            remedies: [
              { kind: 'insertBefore', layer: 'Flatten' },
              { kind: 'insertBefore', layer: 'GlobalAveragePooling2D' },
            ],
          },
        },
  window: wholeWindows,
  weights(input, { units, useBias, trainable, ...rates }) {
    const kernel = {
      name: 'kernel',
      shape: [input[0] ?? 0, units],
      isTrainable: trainable,
      ...regularizerOf(rates),
    }
    return useBias ? [kernel, { name: 'bias', shape: [units], isTrainable: trainable }] : [kernel]
  },
  flops: (input, _output, { units, useBias }) => units * (2 * (input[0] ?? 0) - (useBias ? 0 : 1)),
  keras: (values) => ({ className: 'Dense', config: kerasRegularizer(values) }),
  lower(builder, x, { activation, useBias }) {
    const product = builder.matMul(x, builder.weight('kernel'))
    return builder.activation(useBias ? builder.biasAdd(product, builder.weight('bias')) : product, activation)
  },
  pytorch: (input, { units, useBias, trainable }) =>
    `nn.Linear(${input[0]}, ${units}${useBias ? '' : ', bias=False'})${trainable ? '' : '.requires_grad_(False)'}`,
})
