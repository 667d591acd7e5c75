import type { IrValue, Op } from '../ir.ts'
import type { Picture } from './picture.ts'
import { inputOf, mapElements, type StepBuilder } from './step-builder.ts'

/** What ends with a convolution where it is blocked. */
const convolving: ReadonlySet<Op> = new Set(['conv2d', 'groupedConv2d', 'batchNormalization'])

/**
 * In a training step a blocked convolution applies the relu that alone uses it, while its results are at hand; what was
 * there before the relu is then nowhere. The gradient needs only the relu's own values.
 */
export function reluForward(builder: StepBuilder, value: IrValue<'relu'>): Picture {
  const { graph } = builder
  const x = inputOf(builder, value)
  const [inputId = -1] = value.inputs
  const before = builder.values.get(inputId)
  const isAlone = builder.uses.get(inputId) === 1
  const { blocked } = x.forms
  if (builder.isTraining && blocked !== undefined && before && convolving.has(before.op) && isAlone) {
    if (graph.rectifyConvolution(blocked)) return { shape: value.shape, forms: { blocked } }
  }
  return mapElements(builder, x, (name) => graph.add('Relu', [name]))
}
