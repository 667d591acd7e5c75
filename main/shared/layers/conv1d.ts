import { affineParameters, affineWeights, finishAffine } from './affine.ts'
import { slidingWindows } from './axis-window.ts'
import { pytorchConvolution, refuseGroups, refuseStridedDilation } from './convolving.ts'
import { defineLayer } from './layer.ts'
import { choice, integer } from './parameters.ts'
import { pytorchActivation, pytorchKernel } from './pytorch.ts'
import { kerasRegularizers, regularization, regularizerOf } from './regularizer.ts'
import { slideSpan } from './sequence.ts'
import { elementCount } from './shape.ts'

export const conv1d = defineLayer({
  kind: 'Conv1D',
  group: 'convolution',
  inputs: 1,
  outputs: 1,
  parameters: {
    filters: integer({ initial: 32 }),
    kernelSize: integer({ initial: 3 }),
    strides: integer({ initial: 1 }),
    padding: choice(['valid', 'same'], 'valid'),
    dilationRate: integer({ initial: 1 }),
    groups: integer({ initial: 1 }),
    ...affineParameters,
    ...regularization('kernel'),
  },
  outputShape(input, { filters, kernelSize, strides, padding, dilationRate, groups }) {
    const slid = slideSpan('Conv1D', input, { size: kernelSize, stride: strides, padding, dilationRate })
    if (!slid.ok) return slid
    const problem =
      refuseStridedDilation('Conv1D', strides, dilationRate) ?? refuseGroups('Conv1D', input[1] ?? 0, filters, groups)
    return problem ? { ok: false, problem } : { ok: true, shape: [slid.steps, filters] }
  },
  window: (input, { kernelSize, strides, padding, dilationRate }) =>
    slidingWindows(input, { size: [kernelSize], strides: [strides], padding, dilationRate: [dilationRate] }),
  weights(input, { filters, kernelSize, groups, ...values }) {
    const shape = [kernelSize, (input[1] ?? 0) / groups, filters]
    return affineWeights([{ name: 'kernel', shape, ...regularizerOf('kernel', values) }], filters, values)
  },
  flops(input, output, { kernelSize, groups, useBias }) {
    const perStep = (2 * kernelSize * (input[1] ?? 0)) / groups
    return elementCount(output) * (useBias ? perStep : perStep - 1)
  },
  keras: (values) => ({ className: 'Conv1D', config: kerasRegularizers(values) }),
  lower(builder, x, { strides, padding, dilationRate, groups, ...values }) {
    const product = builder.conv2d(builder.toPicture(x), builder.weight('kernel'), {
      strides: [1, strides],
      padding,
      dilationRate: [1, dilationRate],
      groups,
    })
    return builder.toSequence(finishAffine(builder, product, values))
  },
  pytorch(input, { activation, kernelSize, strides, dilationRate, ...values }) {
    const window = { kernelSize: [kernelSize], strides: [strides], dilationRate: [dilationRate] }
    const { module, pad } = pytorchConvolution(input, { ...values, ...window })
    const forward = (x: string, name: string) => pytorchActivation(activation, `${name}(${pad(x)})`)
    return { module, weights: pytorchKernel(3), forward }
  },
})
