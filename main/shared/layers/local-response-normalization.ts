import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { integer, real } from './parameters.ts'
import { needsPicture } from './picture.ts'
import { elementCount } from './shape.ts'

/**
 * AlexNet's, with its numbers: y = x / (bias + alpha·Σ x²)^beta, the sum over 2·depthRadius + 1 neighbouring channels.
 * Keras has no such layer; the parameters are those of `tf.nn.local_response_normalization`.
 * Source: Krizhevsky, Sutskever and Hinton 2012, section 3.3.
 */
export const localResponseNormalization = defineLayer({
  kind: 'LocalResponseNormalization',
  group: 'regularization',
  inputs: 1,
  outputs: 1,
  parameters: {
    depthRadius: integer({ initial: 2 }),
    bias: real({ initial: 2, min: 0.01, max: 100, step: 0.5 }),
    alpha: real({ initial: 0.0001, min: 0, max: 10, step: 0.0001 }),
    beta: real({ initial: 0.75, min: 0.01, max: 10, step: 0.05 }),
  },
  outputShape: (input) =>
    input.length === 3
      ? { ok: true, shape: input }
      : {
          ok: false,
          problem: needsPicture('LocalResponseNormalization', input),
        },
  window: pointWindows,
  weights: () => [],
  /** The square, the sum of its neighbours, the factor and the offset, the power and the division. */
  flops: (_input, output, { depthRadius }) => elementCount(output) * (2 * depthRadius + 5),
  keras: (values) => ({ className: 'LocalResponseNormalization', config: { ...values } }),
  lower: (builder, x, values) => builder.localResponseNormalization(x, values),
  /** PyTorch divides alpha by the number of channels. */
  pytorch(_input, { depthRadius, bias, alpha, beta }) {
    const size = 2 * depthRadius + 1
    return { module: `nn.LocalResponseNorm(${size}, alpha=${size} * ${alpha}, beta=${beta}, k=${bias})` }
  },
})
