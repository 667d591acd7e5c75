import { defineLayer } from './layer.ts'
import { choice, pair } from './parameters.ts'
import { needsPicture } from './picture.ts'
import { pytorchSize } from './pytorch.ts'
import { elementCount } from './shape.ts'

/** Operations of one bilinear value: two differences, products and sums along the columns, one along the rows. */
const bilinearFlops = 9

export const upSampling2d = defineLayer({
  kind: 'UpSampling2D',
  group: 'core',
  inputs: 1,
  outputs: 1,
  parameters: {
    size: pair({ initial: [2, 2] }),
    interpolation: choice(['nearest', 'bilinear'], 'nearest'),
  },
  outputShape(input, { size }) {
    const [height = 0, width = 0, channels = 0] = input
    return input.length === 3
      ? { ok: true, shape: [height * size[0], width * size[1], channels] }
      : { ok: false, problem: needsPicture('UpSampling2D', input) }
  },
  /** A bilinear value lies between two places at most: the one before it and the next. */
  window: (input, { size, interpolation }) =>
    input.slice(0, -1).map((_, axis) => {
      const rate = size[axis] ?? 1
      return { stride: 1, rate, first: 1 - rate, last: interpolation === 'bilinear' ? rate - 1 : 0 }
    }),
  weights: () => [],
  flops: (_input, output, { interpolation }) =>
    interpolation === 'bilinear' ? bilinearFlops * elementCount(output) : 0,
  keras: (values) => ({ className: 'UpSampling2D', config: { ...values } }),
  lower: (builder, x, values) => builder.upSample2d(x, values),
  /** `nearest-exact`, as the rounding of `nearest` is off by a pixel for some sizes. */
  pytorch: (_input, { size, interpolation }) => ({
    forward: (x) =>
      interpolation === 'bilinear'
        ? `upsample_bilinear(${x}, (${size.join(', ')}))`
        : `F.interpolate(${x}, scale_factor=${pytorchSize(size)}, mode="nearest-exact")`,
  }),
})
