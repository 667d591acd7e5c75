import type { CheckedNode } from '#shared/graph/check-graph.ts'
import './convolution-layers.ts'
import './exponential-linear-unit.ts'
import './local-response-normalization.ts'
import './subtract.ts'
import { type keras, tf } from './tensorflow.ts'

export type KerasLayer = keras.layers.Layer
export type LayerConfig = Record<string, unknown>
export interface KerasRule {
  className: string
  config: LayerConfig
}

/** The class and config with which tfjs builds a node's layer; null for one that is no Keras layer. */
export function kerasRule(checked: Pick<CheckedNode, 'layer' | 'values' | 'input' | 'output'>): KerasRule | null {
  const rule = checked.layer.keras(checked.values)
  // Keras's Flatten leaves rows as they are; tfjs's refuses them.
  // Its Reshape leaves a size of -1 open for the layers behind it.
  const isRows = rule?.className === 'Flatten' && checked.input.length === 1
  if (isRows || rule?.className === 'Reshape') {
    return { className: 'Reshape', config: { targetShape: [...checked.output] } }
  }
  // tfjs lacks this one; Dropout with a shape of noise is the same, and opens everywhere.
  if (rule?.className === 'SpatialDropout2D') {
    return { className: 'Dropout', config: { ...rule.config, noiseShape: [null, 1, 1, null] } }
  }
  return rule
}

/**
 * A layer of tfjs by its Keras class name and config, as when a saved model is read.
 * @throws Error when tfjs has no such class or refuses the config
 */
export function createKerasLayer(className: string, config: LayerConfig): KerasLayer {
  const [layerClass, fromConfig] = tf.serialization.SerializationMap.getMap().classNameMap[className] ?? []
  if (!layerClass || !fromConfig) throw new Error(`tfjs has no layer ${className}`)
  return fromConfig(layerClass, config as tf.serialization.ConfigDict) as unknown as KerasLayer
}

/**
 * The config with Keras's default, Glorot's uniform distribution, for each random initialiser that it does not name
 * (tfjs's own default is Glorot's normal one), and with a seed in each random one when `seedOf` is given.
 */
export function settleInitializers(
  className: string,
  config: LayerConfig,
  seedOf?: (index: number) => number,
): LayerConfig {
  const full: LayerConfig = createKerasLayer(className, config).getConfig()
  const random = Object.entries(full).flatMap(([name, value]) => (isRandomInitializer(value) ? [{ name, value }] : []))
  const settled = random.map(({ name, value }, index) => {
    const seed = seedOf ? { seed: seedOf(index) } : {}
    const initializer =
      config[name] === undefined
        ? { className: 'GlorotUniform', config: seed }
        : { ...value, config: { ...value.config, ...seed } }
    return [name, initializer]
  })
  return { ...config, ...Object.fromEntries(settled) }
}

function isRandomInitializer(value: unknown): value is KerasRule {
  if (typeof value !== 'object' || value === null || !('className' in value) || !('config' in value)) return false
  const { config } = value
  return typeof config === 'object' && config !== null && 'seed' in config
}
