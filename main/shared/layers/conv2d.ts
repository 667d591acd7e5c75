import { affineParameters, affineWeights, finishAffine } from './affine.ts'
import { slidingWindows } from './axis-window.ts'
import { convolutionWindow, pytorchConvolution, refuseGroups, refuseStridedDilation } from './convolving.ts'
import { defineLayer } from './layer.ts'
import { integer, pair } from './parameters.ts'
import { pytorchActivation, pytorchKernel } from './pytorch.ts'
import { kerasRegularizers, regularization, regularizerOf } from './regularizer.ts'
import { elementCount } from './shape.ts'
import { slideWindow } from './window.ts'

export const conv2d = defineLayer({
  kind: 'Conv2D',
  group: 'convolution',
  inputs: 1,
  outputs: 1,
  parameters: {
    filters: integer({ initial: 32 }),
    ...convolutionWindow,
    dilationRate: pair({ initial: [1, 1] }),
    groups: integer({ initial: 1 }),
    ...affineParameters,
    ...regularization('kernel'),
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
  weights(input, { filters, kernelSize, groups, ...values }) {
    const shape = [...kernelSize, (input[2] ?? 0) / groups, filters]
    return affineWeights([{ name: 'kernel', shape, ...regularizerOf('kernel', values) }], filters, values)
  },
  flops(input, output, { kernelSize, groups, useBias }) {
    const perPixel = (2 * elementCount(kernelSize) * (input[2] ?? 0)) / groups
    return elementCount(output) * (useBias ? perPixel : perPixel - 1)
  },
  keras: (values) => ({ className: 'Conv2D', config: kerasRegularizers(values) }),
  lower(builder, x, { strides, padding, dilationRate, groups, ...values }) {
    const product = builder.conv2d(x, builder.weight('kernel'), { strides, padding, dilationRate, groups })
    return finishAffine(builder, product, values)
  },
  pytorch(input, { activation, ...values }) {
    const { module, pad } = pytorchConvolution(input, values)
    const forward = (x: string, name: string) => pytorchActivation(activation, `${name}(${pad(x)})`)
    return { module, weights: pytorchKernel(4), forward }
  },
})
