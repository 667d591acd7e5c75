import { activation } from './activation.ts'
import { averagePooling2d } from './average-pooling2d.ts'
import { batchNormalization } from './batch-normalization.ts'
import { conv2d } from './conv2d.ts'
import { dense } from './dense.ts'
import { dropout } from './dropout.ts'
import { flatten } from './flatten.ts'
import { globalAveragePooling2d } from './global-average-pooling2d.ts'
import { input } from './input.ts'
import type { LayerDefinition } from './layer.ts'
import { maxPooling2d } from './max-pooling2d.ts'
import { output } from './output.ts'

/** The order of the palette. A new layer is a new file and one line here. */
export const layers: readonly LayerDefinition[] = [
  input,
  conv2d,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  dense,
  flatten,
  dropout,
  batchNormalization,
  activation,
  output,
]

const byKind = new Map(layers.map((layer) => [layer.kind, layer]))

export function findLayer(kind: string): LayerDefinition | undefined {
  return byKind.get(kind)
}
