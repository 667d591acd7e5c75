import { affineParameters, affineWeights, finishAffine } from './affine.ts'
import { wholeWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { integer } from './parameters.ts'
import { pytorchActivation, pytorchKernel } from './pytorch.ts'
import { kerasRegularizers, regularization, regularizerOf } from './regularizer.ts'
import { formatShape } from './shape.ts'

export const dense = defineLayer({
  kind: 'Dense',
  group: 'core',
  inputs: 1,
  outputs: 1,
  parameters: {
    units: integer({ initial: 10 }),
    ...affineParameters,
    ...regularization('kernel'),
  },
  outputShape: (input, { units }) =>
    input.length === 1
      ? { ok: true, shape: [units] }
      : {
          ok: false,
          problem: {
            code: 'graph.needsFlat',
            values: { layer: 'Dense', shape: formatShape(input) },
            remedies: [
              { kind: 'insertBefore', layer: 'Flatten' },
              { kind: 'insertBefore', layer: 'GlobalAveragePooling2D' },
            ],
          },
        },
  window: wholeWindows,
  weights: (input, { units, ...values }) =>
    affineWeights(
      [{ name: 'kernel', shape: [input[0] ?? 0, units], ...regularizerOf('kernel', values) }],
      units,
      values,
    ),
  flops: (input, _output, { units, useBias }) => units * (2 * (input[0] ?? 0) - (useBias ? 0 : 1)),
  keras: (values) => ({ className: 'Dense', config: kerasRegularizers(values) }),
  lower: (builder, x, values) => finishAffine(builder, builder.matMul(x, builder.weight('kernel')), values),
  pytorch: (input, { units, useBias, activation }) => ({
    module: `nn.Linear(${input[0]}, ${units}${useBias ? '' : ', bias=False'})`,
    weights: pytorchKernel(2),
    forward: (x, module) => pytorchActivation(activation, `${module}(${x})`),
  }),
})
