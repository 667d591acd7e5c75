import { affineParameters, affineWeights, finishAffine, pytorchFrozen } from './affine.ts'
import { transposedWindows } from './axis-window.ts'
import { convolutionWindow } from './convolving.ts'
import { defineLayer } from './layer.ts'
import type { Padding } from './lowering.ts'
import { choice, integer } from './parameters.ts'
import { needsPicture } from './picture.ts'
import { kerasRegularizers, regularization, regularizerOf } from './regularizer.ts'
import { elementCount } from './shape.ts'
import { transposedLength } from './window.ts'

export const conv2dTranspose = defineLayer({
  kind: 'Conv2DTranspose',
  group: 'convolution',
  inputs: 1,
  outputs: 1,
  parameters: {
    filters: integer({ initial: 32 }),
    ...convolutionWindow,
    ...affineParameters,
    kernelInitializer: choice(['glorotUniform', 'bilinear'], 'glorotUniform'),
    ...regularization('kernel'),
  },
  outputShape(input, { filters, kernelSize, strides, padding }) {
    const [height, width] = input
    if (input.length !== 3 || height === undefined || width === undefined) {
      return { ok: false, problem: needsPicture('Conv2DTranspose', input) }
    }
    const down = transposedLength(height, kernelSize[0], strides[0], padding)
    return { ok: true, shape: [down, transposedLength(width, kernelSize[1], strides[1], padding), filters] }
  },
  window: (input, values) => transposedWindows(input, { ...values, size: values.kernelSize }),
  weights(input, { filters, kernelSize, kernelInitializer, ...values }) {
    const shape = [...kernelSize, filters, input[2] ?? 0]
    const initializer = kernelInitializer === 'bilinear' ? { initializer: kernelInitializer } : {}
    return affineWeights(
      [{ name: 'kernel', shape, ...initializer, ...regularizerOf('kernel', values) }],
      filters,
      values,
    )
  },
  /** Each pixel that comes in is spread over a window and added to what is there. */
  flops: (input, output, { filters, kernelSize, useBias }) =>
    2 * elementCount(input) * elementCount(kernelSize) * filters + (useBias ? elementCount(output) : 0),
  /** Keras has no bilinear initializer: files say nothing of it, as the weights in them have their values. */
  keras: ({ kernelInitializer: _, ...values }) => ({
    className: 'Conv2DTranspose',
    config: kerasRegularizers(values),
  }),
  lower(builder, x, { strides, padding, ...values }) {
    const product = builder.conv2dTranspose(x, builder.weight('kernel'), { strides, padding })
    return finishAffine(builder, product, values)
  },
  pytorch(input, { filters, kernelSize, strides, padding, useBias, trainable }) {
    const [down, across] = ([0, 1] as const).map((axis) => pytorchBorder(kernelSize[axis], strides[axis], padding))
    const given = [
      `${input[2]}, ${filters}, (${kernelSize.join(', ')}), stride=(${strides.join(', ')})`,
      `padding=(${down?.cropped}, ${across?.cropped})`,
      `output_padding=(${down?.added}, ${across?.added})`,
      ...(useBias ? [] : ['bias=False']),
    ]
    const layer = `nn.ConvTranspose2d(${given.join(', ')})`
    const isOdd = down?.isOdd || across?.isOdd
    const cut = `nn.ZeroPad2d((0, ${across?.isOdd ? -1 : 0}, 0, ${down?.isOdd ? -1 : 0}))`
    return `${isOdd ? `nn.Sequential(${layer}, ${cut})` : layer}${pytorchFrozen(trainable)}`
  },
})

/** PyTorch's size is (n − 1)·stride − 2·padding + kernel + output_padding; TensorFlow cuts an odd pixel off at the end. */
function pytorchBorder(size: number, stride: number, padding: Padding) {
  const surplus = size - stride
  if (padding === 'valid' || surplus <= 0) return { cropped: 0, added: Math.max(-surplus, 0), isOdd: false }
  return { cropped: Math.floor(surplus / 2), added: 0, isOdd: surplus % 2 === 1 }
}
