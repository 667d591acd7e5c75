import { slidingWindows } from './axis-window.ts'
import { pytorchPaddingNote, pytorchWindow } from './convolving.ts'
import { defineLayer } from './layer.ts'
import { activationNames } from './lowering.ts'
import { choice, flag, integer, pair } from './parameters.ts'
import { elementCount } from './shape.ts'
import { slideWindow } from './window.ts'

/** Without Keras's dilationRate: tfjs's own layer would leave it out of account without a word. */
export const depthwiseConv2d = defineLayer({
  kind: 'DepthwiseConv2D',
  group: 'convolution',
  inputs: 1,
  outputs: 1,
  parameters: {
    kernelSize: pair({ initial: [3, 3] }),
    strides: pair({ initial: [1, 1] }),
    padding: choice(['valid', 'same'], 'valid'),
    depthMultiplier: integer({ initial: 1 }),
    activation: choice(activationNames, 'linear'),
    useBias: flag(true),
    trainable: flag(true),
  },
  outputShape(input, values) {
    const slid = slideWindow('DepthwiseConv2D', input, { ...values, size: values.kernelSize })
    if (!slid.ok) return slid
    return { ok: true, shape: [slid.height, slid.width, (input[2] ?? 0) * values.depthMultiplier] }
  },
  window: (input, values) => slidingWindows(input, { ...values, size: values.kernelSize }),
  weights([, , channels = 0], { kernelSize, depthMultiplier, useBias, trainable }) {
    const kernel = {
      name: 'depthwise_kernel',
      shape: [...kernelSize, channels, depthMultiplier],
      isTrainable: trainable,
    }
    return useBias ? [kernel, { name: 'bias', shape: [channels * depthMultiplier], isTrainable: trainable }] : [kernel]
  },
  flops: (_input, output, { kernelSize, useBias }) =>
    elementCount(output) * (2 * elementCount(kernelSize) - (useBias ? 0 : 1)),
  keras: (values) => ({ className: 'DepthwiseConv2D', config: { ...values } }),
  lower(builder, x, { strides, padding, activation, useBias }) {
    const product = builder.depthwiseConv2d(x, builder.weight('depthwise_kernel'), { strides, padding })
    return builder.activation(useBias ? builder.biasAdd(product, builder.weight('bias')) : product, activation)
  },
  pytorch([, , channels = 0], { kernelSize, depthMultiplier, trainable, ...window }) {
    const frozen = trainable ? '' : '.requires_grad_(False)'
    const slide = pytorchWindow({ ...window, dilationRate: [1], groups: channels })
    const note = pytorchPaddingNote(window.strides, window.padding)
    return `nn.Conv2d(${channels}, ${channels * depthMultiplier}, (${kernelSize.join(', ')}), ${slide})${frozen}${note}`
  },
})
