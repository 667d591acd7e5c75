import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { flag, real } from './parameters.ts'
import { channelsFirst, channelsLast, pytorchScaling } from './pytorch.ts'
import { elementCount } from './shape.ts'

export const layerNormalization = defineLayer({
  kind: 'LayerNormalization',
  group: 'regularization',
  inputs: 1,
  outputs: 1,
  parameters: {
    epsilon: real({ initial: 0.001, min: 1e-8, max: 1, step: 0.001 }),
    center: flag(true),
    scale: flag(true),
    trainable: flag(true),
  },
  outputShape: (input) => ({ ok: true, shape: input }),
  window: pointWindows,
  weights(input, { center, scale, trainable: isTrainable }) {
    const shape = [input.at(-1) ?? 0]
    return [
      ...(scale ? [{ name: 'gamma', shape, isTrainable }] : []),
      ...(center ? [{ name: 'beta', shape, isTrainable }] : []),
    ]
  },
  /** Two for the mean and its subtraction, two for the variance, one each for the division, γ and β. */
  flops: (_input, output, { center, scale }) => (5 + Number(center) + Number(scale)) * elementCount(output),
  keras: (values) => ({ className: 'LayerNormalization', config: { ...values, axis: -1 } }),
  lower: (builder, x, { epsilon, center, scale }) =>
    builder.layerNormalization(x, {
      gamma: scale ? builder.weight('gamma') : null,
      beta: center ? builder.weight('beta') : null,
      epsilon,
    }),
  pytorch(input, { epsilon, center, scale }) {
    const { isAffine, without, weights } = pytorchScaling({ center, scale })
    return {
      module: `nn.LayerNorm(${input.at(-1)}, eps=${epsilon}${isAffine ? '' : ', elementwise_affine=False'})`,
      without,
      weights,
      forward: (x, module) => channelsFirst(`${module}(${channelsLast(x, input)})`, input),
    }
  },
})
