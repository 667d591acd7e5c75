import { affineParameters, affineWeights, finishAffine } from './affine.ts'
import { slidingWindows } from './axis-window.ts'
import { convolutionWindow, pytorchConvolution, pytorchDepthwise } from './convolving.ts'
import { defineLayer } from './layer.ts'
import { integer } from './parameters.ts'
import { pytorchActivation } from './pytorch.ts'
import { kerasRegularizers, regularization, regularizerOf } from './regularizer.ts'
import { elementCount } from './shape.ts'
import { slideWindow } from './window.ts'

/** Without Keras's dilationRate: tfjs's own layer would leave it out of account without a word. */
export const depthwiseConv2d = defineLayer({
  kind: 'DepthwiseConv2D',
  group: 'convolution',
  inputs: 1,
  outputs: 1,
  parameters: {
    ...convolutionWindow,
    depthMultiplier: integer({ initial: 1 }),
    ...affineParameters,
    ...regularization('depthwise'),
  },
  outputShape(input, values) {
    const slid = slideWindow('DepthwiseConv2D', input, { ...values, size: values.kernelSize })
    if (!slid.ok) return slid
    return { ok: true, shape: [slid.height, slid.width, (input[2] ?? 0) * values.depthMultiplier] }
  },
  window: (input, values) => slidingWindows(input, { ...values, size: values.kernelSize }),
  weights([, , channels = 0], { kernelSize, depthMultiplier, ...values }) {
    const shape = [...kernelSize, channels, depthMultiplier]
    const kernel = { name: 'depthwise_kernel', shape, ...regularizerOf('depthwise', values) }
    return affineWeights([kernel], channels * depthMultiplier, values)
  },
  flops: (_input, output, { kernelSize, useBias }) =>
    elementCount(output) * (2 * elementCount(kernelSize) - (useBias ? 0 : 1)),
  keras: (values) => ({ className: 'DepthwiseConv2D', config: kerasRegularizers(values) }),
  lower(builder, x, { strides, padding, ...values }) {
    const product = builder.depthwiseConv2d(x, builder.weight('depthwise_kernel'), { strides, padding })
    return finishAffine(builder, product, values)
  },
  pytorch(input, { activation, depthMultiplier, ...values }) {
    const groups = input[2] ?? 0
    const filters = groups * depthMultiplier
    const { module, pad } = pytorchConvolution(input, { ...values, filters, groups })
    const kernel = pytorchDepthwise('weight', values.kernelSize, filters)
    return {
      module,
      weights: { depthwise_kernel: kernel, bias: { name: 'bias' } },
      forward: (x, name) => pytorchActivation(activation, `${name}(${pad(x)})`),
    }
  },
})
