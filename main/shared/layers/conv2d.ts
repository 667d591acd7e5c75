import { defineLayer } from './layer.ts'
import { activationNames } from './lowering.ts'
import { choice, flag, integer, pair } from './parameters.ts'
import { kerasRegularizer, kernelRegularization, regularizerOf } from './regularizer.ts'
import { elementCount } from './shape.ts'
import { slideWindow } from './window.ts'

export const conv2d = defineLayer({
  kind: 'Conv2D',
  group: 'convolution',
  inputs: 1,
  outputs: 1,
  parameters: {
    filters: integer({ initial: 32 }),
    kernelSize: pair({ initial: [3, 3] }),
    strides: pair({ initial: [1, 1] }),
    padding: choice(['valid', 'same'], 'valid'),
    activation: choice(activationNames, 'linear'),
    useBias: flag(true),
    ...kernelRegularization,
  },
  outputShape(input, values) {
    const slid = slideWindow('Conv2D', input, {
      ...values,
      size: values.kernelSize,
    })
    return slid.ok ? { ok: true, shape: [slid.height, slid.width, values.filters] } : slid
  },
  weights(input, { filters, kernelSize, useBias, ...rates }) {
    const kernel = {
      name: 'kernel',
      shape: [...kernelSize, input[2] ?? 0, filters],
      isTrainable: true,
      ...regularizerOf(rates),
    }
    return useBias ? [kernel, { name: 'bias', shape: [filters], isTrainable: true }] : [kernel]
  },
  flops(input, output, { kernelSize, useBias }) {
    const perPixel = 2 * elementCount(kernelSize) * (input[2] ?? 0)
    return elementCount(output) * (useBias ? perPixel : perPixel - 1)
  },
  keras: (values) => ({ className: 'Conv2D', config: kerasRegularizer(values) }),
  lower(builder, x, { strides, padding, activation, useBias }) {
    const product = builder.conv2d(x, builder.weight('kernel'), {
      strides,
      padding,
    })
    return builder.activation(useBias ? builder.biasAdd(product, builder.weight('bias')) : product, activation)
  },
  pytorch(input, { filters, kernelSize, strides, padding, useBias }) {
    const isStrided = strides[0] > 1 || strides[1] > 1
    const pad =
      padding === 'valid' ? '' : isStrided ? ', padding=0  # pad as TensorFlow does before' : ", padding='same'"
    const bias = useBias ? '' : ', bias=False'
    return `nn.Conv2d(${input[2]}, ${filters}, (${kernelSize.join(', ')}), stride=(${strides.join(', ')})${bias}${pad})`
  },
})
