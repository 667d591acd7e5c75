import type { WeightSpec } from '#shared/layers/layer.ts'
import type { WeightRegularizer } from '#shared/layers/regularizer.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { NamedTensor } from '../named-tensor.ts'
import type { BuiltModel } from './build-model.ts'
import { type keras, tf } from './tensorflow.ts'

export interface ModelWeight {
  /** `<nodeId>/<keras weight name>`. */
  name: string
  shape: readonly number[]
  isTrainable: boolean
  regularizer?: WeightRegularizer | undefined
  initializer?: WeightSpec['initializer']
  variable: keras.LayerVariable
}

/** The model's weights in the order in which data flows, and within a layer in Keras's. */
export function listModelWeights({ nodes, layers }: BuiltModel): ModelWeight[] {
  return nodes.flatMap(({ node, weights }) => {
    const layer = layers.get(node.id)
    return weights.map(({ name, shape, isTrainable, regularizer, initializer }) => {
      const variable = layer?.weights.find(({ originalName }) => originalName === `${layer.name}/${name}`)
      if (!variable || formatShape(variable.shape as number[]) !== formatShape(shape)) {
        throw new Error(`tfjs has no weight ${node.id}/${name} of shape ${formatShape(shape)}`)
      }
      return { name: `${node.id}/${name}`, shape, isTrainable, regularizer, initializer, variable }
    })
  })
}

/** Copies of the weights. */
export function readModelWeights(built: BuiltModel): NamedTensor[] {
  return listModelWeights(built).map(({ name, shape, variable }) => ({
    name,
    shape: [...shape],
    values: Float32Array.from(variable.read().dataSync()),
  }))
}

/** @throws LoomError engine.weightsMismatch when names or shapes are not those of the model; then nothing is written */
export function setModelWeights(built: BuiltModel, weights: readonly NamedTensor[]): void {
  const wanted = listModelWeights(built)
  const given = matchTensors(wanted, weights)
  for (const [index, { variable }] of wanted.entries()) {
    const tensor = given[index]
    // A copy: on the cpu backend a tensor goes on using the array that it was made of.
    if (!tensor) continue
    const value = tf.tensor(tensor.values.slice(), [...tensor.shape], 'float32')
    variable.write(value)
    value.dispose()
  }
}

/**
 * The given tensors in the order of the wanted ones.
 * @throws LoomError engine.weightsMismatch when one is missing, has another shape, or there are others besides
 */
export function matchTensors(
  wanted: readonly { name: string; shape: readonly number[] }[],
  given: readonly NamedTensor[],
): NamedTensor[] {
  const byName = new Map(given.map((tensor) => [tensor.name, tensor]))
  const matched = wanted.map(({ name, shape }) => {
    const tensor = byName.get(name)
    const expected = formatShape(shape)
    if (!tensor) throw new LoomError('engine.weightsMismatch', { name, expected, found: '–' })
    const found = formatShape(tensor.shape)
    const isWhole = tensor.values.length === shape.reduce((product, size) => product * size, 1)
    if (found !== expected || !isWhole) throw new LoomError('engine.weightsMismatch', { name, expected, found })
    return tensor
  })
  const names = new Set(wanted.map(({ name }) => name))
  const extra = given.find(({ name }) => !names.has(name))
  if (extra) {
    throw new LoomError('engine.weightsMismatch', { name: extra.name, expected: '–', found: formatShape(extra.shape) })
  }
  return matched
}
