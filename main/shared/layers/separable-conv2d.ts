import { affineParameters, affineWeights, finishAffine } from './affine.ts'
import { slidingWindows } from './axis-window.ts'
import { convolutionWindow, pytorchConvolution, pytorchDepthwise, refuseStridedDilation } from './convolving.ts'
import { defineLayer } from './layer.ts'
import { integer, pair } from './parameters.ts'
import { pytorchActivation } from './pytorch.ts'
import { kerasRegularizers, regularization, regularizerOf } from './regularizer.ts'
import { elementCount } from './shape.ts'
import { slideWindow } from './window.ts'

/** A convolution of each channel by itself, then one of 1×1 pixels over all of them; no bias in between. */
export const separableConv2d = defineLayer({
  kind: 'SeparableConv2D',
  group: 'convolution',
  inputs: 1,
  outputs: 1,
  parameters: {
    filters: integer({ initial: 32 }),
    ...convolutionWindow,
    dilationRate: pair({ initial: [1, 1] }),
    depthMultiplier: integer({ initial: 1 }),
    ...affineParameters,
    ...regularization('depthwise'),
    ...regularization('pointwise'),
  },
  outputShape(input, values) {
    const slid = slideWindow('SeparableConv2D', input, { ...values, size: values.kernelSize })
    if (!slid.ok) return slid
    const problem = refuseStridedDilation('SeparableConv2D', values.strides, values.dilationRate)
    return problem ? { ok: false, problem } : { ok: true, shape: [slid.height, slid.width, values.filters] }
  },
  window: (input, values) => slidingWindows(input, { ...values, size: values.kernelSize }),
  weights([, , channels = 0], { filters, kernelSize, depthMultiplier, ...values }) {
    const [depthwise, pointwise] = [
      [...kernelSize, channels, depthMultiplier],
      [1, 1, channels * depthMultiplier, filters],
    ]
    const kernels = [
      { name: 'depthwise_kernel', shape: depthwise, ...regularizerOf('depthwise', values) },
      { name: 'pointwise_kernel', shape: pointwise, ...regularizerOf('pointwise', values) },
    ]
    return affineWeights(kernels, filters, values)
  },
  flops([, , channels = 0], [height = 0, width = 0, filters = 0], { kernelSize, depthMultiplier, useBias }) {
    const between = channels * depthMultiplier
    const depthwise = between * (2 * elementCount(kernelSize) - 1)
    return height * width * (depthwise + filters * (2 * between - (useBias ? 0 : 1)))
  },
  keras: (values) => ({ className: 'SeparableConv2D', config: kerasRegularizers(values) }),
  lower(builder, x, { strides, padding, dilationRate, ...values }) {
    const between = builder.depthwiseConv2d(x, builder.weight('depthwise_kernel'), { strides, padding, dilationRate })
    const product = builder.conv2d(between, builder.weight('pointwise_kernel'), { strides: [1, 1], padding: 'valid' })
    return finishAffine(builder, product, values)
  },
  pytorch(input, { filters, activation, depthMultiplier, useBias, ...values }) {
    const groups = input[2] ?? 0
    const between = groups * depthMultiplier
    const depthwise = pytorchConvolution(input, { ...values, filters: between, groups, useBias: false })
    const pointwise = `nn.Conv2d(${between}, ${filters}, 1${useBias ? '' : ', bias=False'})`
    return {
      module: `nn.Sequential(\n    ${depthwise.module},\n    ${pointwise},\n)`,
      weights: {
        depthwise_kernel: pytorchDepthwise('0.weight', values.kernelSize, between),
        pointwise_kernel: { name: '1.weight', axes: [3, 2, 0, 1] },
        bias: { name: '1.bias' },
      },
      forward: (x, name) => pytorchActivation(activation, `${name}(${depthwise.pad(x)})`),
    }
  },
})
