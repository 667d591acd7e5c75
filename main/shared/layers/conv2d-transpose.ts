import { affineParameters, affineWeights, finishAffine } from './affine.ts'
import { transposedWindows } from './axis-window.ts'
import { convolutionWindow } from './convolving.ts'
import { defineLayer } from './layer.ts'
import type { Padding } from './lowering.ts'
import { choice, integer } from './parameters.ts'
import { needsPicture } from './picture.ts'
import { pytorchActivation, pytorchKernel, pytorchSize } from './pytorch.ts'
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
  pytorch(input, { filters, kernelSize, strides, padding, activation, useBias }) {
    const borders = kernelSize.map((size, axis) => pytorchBorder(size, strides[axis] ?? 1, padding))
    const [cropped, added] = [borders.map((border) => border.cropped), borders.map((border) => border.added)]
    const given = [
      `${input[2]}, ${filters}, ${pytorchSize(kernelSize)}`,
      ...(isAbove(strides, 1) ? [`stride=${pytorchSize(strides)}`] : []),
      ...(isAbove(cropped, 0) ? [`padding=${pytorchSize(cropped)}`] : []),
      ...(isAbove(added, 0) ? [`output_padding=${pytorchSize(added)}`] : []),
      ...(useBias ? [] : ['bias=False']),
    ]
    const odd = borders.map(({ isOdd }) => (isOdd ? ':-1' : ':'))
    const cut = odd.includes(':-1') ? `[:, :, ${odd.join(', ')}]` : ''
    return {
      module: `nn.ConvTranspose2d(${given.join(', ')})`,
      weights: pytorchKernel(4),
      forward: (x, module) => pytorchActivation(activation, `${module}(${x})${cut}`),
    }
  },
})

function isAbove(values: readonly number[], limit: number): boolean {
  return values.some((value) => value > limit)
}

/** PyTorch's size is (n − 1)·stride − 2·padding + kernel + output_padding; TensorFlow cuts an odd pixel off at the end. */
function pytorchBorder(size: number, stride: number, padding: Padding) {
  const surplus = size - stride
  if (padding === 'valid' || surplus <= 0) return { cropped: 0, added: Math.max(-surplus, 0), isOdd: false }
  return { cropped: Math.floor(surplus / 2), added: 0, isOdd: surplus % 2 === 1 }
}
