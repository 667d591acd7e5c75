import { kerasRule } from '#main/compile/tfjs/keras-layer.ts'
import type { CheckedNode } from '#shared/graph/check-graph.ts'
import { pythonValue, snakeCase } from '../python/python-values.ts'

/** What Keras 3 lacks, or has otherwise: written into the file where a network needs it. */
export type OwnPart = 'hardSigmoid' | 'localResponseNormalization' | 'bilinearUpSampling'

export interface LayerCall {
  /** `layers.Conv2D(32, (3, 3), padding="same"` without the closing bracket. */
  code: string
  own: OwnPart[]
}

/** What stands first and without a name, as people write it. */
const leading: Record<string, readonly string[]> = {
  Activation: ['activation'],
  AveragePooling1D: ['poolSize'],
  AveragePooling2D: ['poolSize'],
  Conv1D: ['filters', 'kernelSize'],
  Conv2D: ['filters', 'kernelSize'],
  Conv2DTranspose: ['filters', 'kernelSize'],
  Cropping2D: ['cropping'],
  Dense: ['units'],
  DepthwiseConv2D: ['kernelSize'],
  Dropout: ['rate'],
  GaussianNoise: ['stddev'],
  MaxPooling1D: ['poolSize'],
  MaxPooling2D: ['poolSize'],
  Permute: ['dims'],
  Reshape: ['targetShape'],
  SeparableConv2D: ['filters', 'kernelSize'],
  SpatialDropout2D: ['rate'],
  UpSampling2D: ['size'],
  ZeroPadding2D: ['padding'],
}

/** A node as a layer of Keras 3; null for Output, which is none. */
export function layerCall(checked: CheckedNode): LayerCall | null {
  // tfjs has no SpatialDropout2D, Keras does.
  const rule = checked.layer.kind === 'SpatialDropout2D' ? checked.layer.keras(checked.values) : kerasRule(checked)
  if (!rule) return null
  const { className } = rule
  const config = { ...rule.config }
  const own: OwnPart[] = []
  if (config.activation === 'hardSigmoid') own.push('hardSigmoid')
  const isBilinear = className === 'UpSampling2D' && config.interpolation === 'bilinear'
  if (isBilinear) own.push('bilinearUpSampling')
  if (isBilinear) delete config.interpolation
  if (className === 'LocalResponseNormalization') own.push('localResponseNormalization')
  // Keras 3's word for it.
  if (className === 'LeakyReLU') {
    config.negativeSlope = config.alpha
    delete config.alpha
  }
  const name = isBilinear ? 'BilinearUpSampling2D' : className
  const call = own.some((part) => part !== 'hardSigmoid') ? name : `layers.${name}`
  const first = leading[className] ?? []
  const named = Object.entries(config).filter(
    ([key, value]) => !first.includes(key) && JSON.stringify(value) !== JSON.stringify(kerasDefault(checked, key)),
  )
  const parts = [
    ...first.map((key) => argument(key, config[key])),
    ...named.map(([key, value]) => `${snakeCase(key)}=${argument(key, value)}`),
  ]
  return { code: `${call}(${parts.join(', ')}`, own }
}

/** What Keras takes where a parameter is not named. */
function kerasDefault({ layer, values }: CheckedNode, key: string): unknown {
  if (key === 'axis') return -1
  // Without strides a window of pooling moves by its own size.
  if (key === 'strides' && 'poolSize' in values) return values.poolSize
  return layer.parameters[key]?.initial
}

function argument(key: string, value: unknown): string {
  if (key === 'activation') return activation(String(value))
  if (typeof value === 'object' && value !== null && 'className' in value && 'config' in value) {
    const config = Object.entries(value.config as Record<string, unknown>)
    return `keras.regularizers.${value.className}(${config.map(([name, each]) => `${name}=${pythonValue(each)}`).join(', ')})`
  }
  return pythonValue(value)
}

function activation(name: string): string {
  if (name === 'hardSigmoid') return 'hard_sigmoid'
  return pythonValue(name === 'swish' ? 'silu' : snakeCase(name))
}
