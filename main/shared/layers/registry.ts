import { activation } from './activation.ts'
import { add } from './add.ts'
import { average } from './average.ts'
import { averagePooling1d } from './average-pooling1d.ts'
import { averagePooling2d } from './average-pooling2d.ts'
import { batchNormalization } from './batch-normalization.ts'
import { concatenate } from './concatenate.ts'
import { conv1d } from './conv1d.ts'
import { conv2d } from './conv2d.ts'
import { conv2dTranspose } from './conv2d-transpose.ts'
import { cropping2d } from './cropping2d.ts'
import { dense } from './dense.ts'
import { depthwiseConv2d } from './depthwise-conv2d.ts'
import { dropout } from './dropout.ts'
import { elu } from './elu.ts'
import { flatten } from './flatten.ts'
import { gaussianNoise } from './gaussian-noise.ts'
import { globalAveragePooling1d } from './global-average-pooling1d.ts'
import { globalAveragePooling2d } from './global-average-pooling2d.ts'
import { globalMaxPooling1d } from './global-max-pooling1d.ts'
import { globalMaxPooling2d } from './global-max-pooling2d.ts'
import { input } from './input.ts'
import type { LayerDefinition } from './layer.ts'
import { layerNormalization } from './layer-normalization.ts'
import { leakyRelu } from './leaky-relu.ts'
import { localResponseNormalization } from './local-response-normalization.ts'
import { maxPooling1d } from './max-pooling1d.ts'
import { maxPooling2d } from './max-pooling2d.ts'
import { maximum } from './maximum.ts'
import { multiply } from './multiply.ts'
import { output } from './output.ts'
import { permute } from './permute.ts'
import { prelu } from './prelu.ts'
import { reshape } from './reshape.ts'
import { separableConv2d } from './separable-conv2d.ts'
import { spatialDropout2d } from './spatial-dropout2d.ts'
import { subtract } from './subtract.ts'
import { upSampling2d } from './up-sampling2d.ts'
import { zeroPadding2d } from './zero-padding2d.ts'

/** The order of the palette. A new layer is a new file and one line here. */
export const layers: readonly LayerDefinition[] = [
  input,
  conv2d,
  depthwiseConv2d,
  separableConv2d,
  conv2dTranspose,
  conv1d,
  maxPooling2d,
  averagePooling2d,
  maxPooling1d,
  averagePooling1d,
  globalAveragePooling2d,
  globalMaxPooling2d,
  globalAveragePooling1d,
  globalMaxPooling1d,
  dense,
  flatten,
  reshape,
  permute,
  zeroPadding2d,
  cropping2d,
  upSampling2d,
  add,
  subtract,
  multiply,
  average,
  maximum,
  concatenate,
  dropout,
  spatialDropout2d,
  gaussianNoise,
  batchNormalization,
  layerNormalization,
  localResponseNormalization,
  activation,
  leakyRelu,
  elu,
  prelu,
  output,
]

const byKind = new Map(layers.map((layer) => [layer.kind, layer]))

export function findLayer(kind: string): LayerDefinition | undefined {
  return byKind.get(kind)
}
