import { slidingWindows } from './axis-window.ts'
import { pytorchPaddingNote, pytorchWindow, refuseGroups, refuseStridedDilation } from './convolving.ts'
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
    dilationRate: pair({ initial: [1, 1] }),
    groups: integer({ initial: 1 }),
    activation: choice(activationNames, 'linear'),
    useBias: flag(true),
    trainable: flag(true),
    ...kernelRegularization,
  },
  outputShape(input, values) {
    const slid = slideWindow('Conv2D', input, {
      ...values,
      size: values.kernelSize,
    })
    if (!slid.ok) return slid
    const { filters, groups, strides, dilationRate } = values
    const problem =
      refuseStridedDilation('Conv2D', strides, dilationRate) ?? refuseGroups('Conv2D', input[2] ?? 0, filters, groups)
    return problem ? { ok: false, problem } : { ok: true, shape: [slid.height, slid.width, filters] }
  },
  window: (input, values) => slidingWindows(input, { ...values, size: values.kernelSize }),
  weights(input, { filters, kernelSize, groups, useBias, trainable, ...rates }) {
    const kernel = {
      name: 'kernel',
      shape: [...kernelSize, (input[2] ?? 0) / groups, filters],
      isTrainable: trainable,
      ...regularizerOf(rates),
    }
    return useBias ? [kernel, { name: 'bias', shape: [filters], isTrainable: trainable }] : [kernel]
  },
  flops(input, output, { kernelSize, groups, useBias }) {
    const perPixel = (2 * elementCount(kernelSize) * (input[2] ?? 0)) / groups
    return elementCount(output) * (useBias ? perPixel : perPixel - 1)
  },
  keras: (values) => ({ className: 'Conv2D', config: kerasRegularizer(values) }),
  lower(builder, x, { strides, padding, dilationRate, groups, activation, useBias }) {
    const product = builder.conv2d(x, builder.weight('kernel'), { strides, padding, dilationRate, groups })
    return builder.activation(useBias ? builder.biasAdd(product, builder.weight('bias')) : product, activation)
  },
  pytorch(input, { filters, kernelSize, trainable, ...window }) {
    const frozen = trainable ? '' : '.requires_grad_(False)'
    const note = pytorchPaddingNote(window.strides, window.padding)
    return `nn.Conv2d(${input[2]}, ${filters}, (${kernelSize.join(', ')}), ${pytorchWindow(window)})${frozen}${note}`
  },
})
