import { elementCount } from '#shared/layers/shape.ts'
import type { AnyIrValue, Ir } from './ir.ts'
import { printIr } from './print.ts'

/** @throws Error naming the pass and the value where the IR is not well formed; meant for tests and development. */
export function verifyIr(ir: Ir, stage: string): void {
  const seen = new Map<number, AnyIrValue>()
  const fail = (value: AnyIrValue, reason: string): never => {
    throw new Error(`after ${stage}: value %${value.id} (${value.op}) ${reason}\n${printIr(ir)}`)
  }
  for (const value of ir.values) {
    if (seen.has(value.id)) fail(value, 'is there twice')
    for (const id of value.inputs) if (!seen.has(id)) fail(value, `uses %${id} before it is computed`)
    if (value.shape.some((size) => !Number.isInteger(size) || size < 1)) fail(value, `has the shape [${value.shape}]`)
    const arity = arities[value.op]
    if (value.inputs.length < arity[0] || value.inputs.length > arity[1])
      fail(value, `has ${value.inputs.length} inputs`)
    const [x] = value.inputs.map((id) => seen.get(id))
    if (x && keepsShape.has(value.op) && elementCount(x.shape) !== elementCount(value.shape))
      fail(value, 'changes its size')
    seen.set(value.id, value)
  }
  if (ir.heads[0]?.value !== ir.output) throw new Error(`after ${stage}: the output is not the first head`)
  for (const { value } of ir.heads) {
    if (!seen.has(value)) throw new Error(`after ${stage}: the output %${value} is not computed`)
  }
  for (const [nodeId, id] of ir.layerOutputs) {
    if (!seen.has(id)) throw new Error(`after ${stage}: the output %${id} of ${nodeId} is not computed`)
  }
}

const keepsShape: ReadonlySet<AnyIrValue['op']> = new Set([
  'biasAdd',
  'flatten',
  'dropout',
  'spatialDropout2d',
  'gaussianNoise',
  'layerNormalization',
  'localResponseNormalization',
  'batchNormalization',
  'relu',
  'sigmoid',
  'tanh',
  'softmax',
  'relu6',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'swish',
  'softplus',
  'softsign',
  'hardSigmoid',
  'prelu',
  'reshape',
  'permute',
  'weightedSum',
  'multiply',
  'maximum',
])

/** Least and greatest number of inputs. */
const arities: Record<AnyIrValue['op'], [number, number]> = {
  input: [0, 0],
  weight: [0, 0],
  conv2d: [2, 3],
  groupedConv2d: [2, 3],
  conv2dTranspose: [2, 2],
  matMul: [2, 3],
  biasAdd: [2, 2],
  maxPool2d: [1, 1],
  averagePool2d: [1, 1],
  globalAveragePool2d: [1, 1],
  flatten: [1, 1],
  dropout: [1, 1],
  spatialDropout2d: [1, 1],
  gaussianNoise: [1, 1],
  layerNormalization: [1, 3],
  localResponseNormalization: [1, 1],
  batchNormalization: [3, 5],
  relu: [1, 1],
  sigmoid: [1, 1],
  tanh: [1, 1],
  softmax: [1, 1],
  relu6: [1, 1],
  leakyRelu: [1, 1],
  elu: [1, 1],
  selu: [1, 1],
  gelu: [1, 1],
  swish: [1, 1],
  softplus: [1, 1],
  softsign: [1, 1],
  hardSigmoid: [1, 1],
  reshape: [1, 1],
  permute: [1, 1],
  frame2d: [1, 1],
  upSample2d: [1, 1],
  globalMaxPool2d: [1, 1],
  prelu: [2, 2],
  weightedSum: [2, Number.POSITIVE_INFINITY],
  multiply: [2, Number.POSITIVE_INFINITY],
  maximum: [2, Number.POSITIVE_INFINITY],
  concatenate: [2, Number.POSITIVE_INFINITY],
}
