import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import type { LayerDefinition } from '#shared/layers/layer.ts'
import { layers } from '#shared/layers/registry.ts'
import { elementCount, formatShape, type Shape } from '#shared/layers/shape.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { createKerasLayer, type KerasLayer, kerasRule } from './keras-layer.ts'
import { keras, tf } from './tensorflow.ts'
import { anyInputs, anyValues, fittingValues, type Values } from './testing/arbitrary-layers.ts'

/** The same cases each time; another seed, or more cases, by the environment. What fails is shrunk and printed. */
const search = {
  seed: Number(process.env.LAYERLOOM_SEED ?? 20_260_801),
  numRuns: Number(process.env.LAYERLOOM_CASES ?? 200),
  verbose: fc.VerbosityLevel.None,
}

/** What our rules refuse though tfjs would go on, by kind. */
const stricterThanTfjs: Partial<Record<string, (inputs: readonly Shape[], values: Values) => boolean>> = {
  // On pictures it works pixel by pixel there.
  Dense: ([input = []]) => input.length !== 1,
  // Sizes of 1 are repeated there.
  ...Object.fromEntries(
    ['Add', 'Subtract', 'Multiply', 'Average', 'Maximum'].map((kind) => [
      kind,
      (inputs: readonly Shape[]) => new Set(inputs.map(formatShape)).size > 1,
    ]),
  ),
  // Axes that are not there are left out of account.
  PReLU: ([input = []], { sharedAxes }) => Math.max(...(sharedAxes as number[])) > input.length,
  // It looks at its data only; ours is resolved before.
  Reshape: () => true,
  // There it is a Dropout, which takes anything.
  SpatialDropout2D: ([input = []]) => input.length !== 3,
}

interface Built {
  shape: Shape
  weights: [name: string, shape: Shape, isTrainable: boolean][]
  parameters: number
}

function symbolInputs(inputs: readonly Shape[]): keras.SymbolicTensor | keras.SymbolicTensor[] {
  const [first, ...others] = inputs.map((shape) => keras.input({ shape: [...shape] }))
  if (!first) throw new Error('a layer without inputs is not applied')
  return others.length === 0 ? first : [first, ...others]
}

/**
 * What tfjs makes of the layer; null when it refuses, or computes a size below 1 as it does for kernels too large. `ours` is
 * what our rule says.
 */
function buildInTfjs(layer: LayerDefinition, inputs: readonly Shape[], values: Values, ours: Shape): Built | null {
  const [input = []] = inputs
  const rule = kerasRule({ layer, values, input, output: ours })
  if (!rule) return null
  let built: KerasLayer | null = null
  try {
    built = createKerasLayer(rule.className, { ...rule.config, name: 'layer' })
    const output = layer.inputs === 0 ? built.output : built.apply(symbolInputs(inputs))
    const shape = (output as keras.SymbolicTensor).shape.slice(1) as number[]
    if (shape.some((size) => !(size >= 1))) return null
    const trainable = new Set(built.trainableWeights)
    return {
      shape,
      weights: built.weights.map((weight) => [
        weight.originalName.split('/').at(-1) ?? '',
        weight.shape as number[],
        trainable.has(weight),
      ]),
      parameters: built.countParams(),
    }
  } catch {
    return null
  } finally {
    for (const weight of built?.weights ?? []) weight.dispose()
  }
}

/** The shape of what the layer really gives for one sample; tfjs says one thing for some layers and does another. */
function computeInTfjs(layer: LayerDefinition, inputs: readonly Shape[], values: Values, ours: Shape): Shape {
  const [input = []] = inputs
  const rule = kerasRule({ layer, values, input, output: ours })
  if (!rule) throw new Error(`${layer.kind} is no layer of tfjs`)
  const built = createKerasLayer(rule.className, { ...rule.config, name: 'layer' })
  try {
    return tf.tidy(() => {
      const samples = inputs.map((shape) => tf.zeros([1, ...shape]))
      const result = built.apply(samples.length === 1 ? (samples[0] ?? samples) : samples)
      return (result as tf.Tensor).shape.slice(1)
    })
  } finally {
    for (const weight of built.weights) weight.dispose()
  }
}

function ourWeights(layer: LayerDefinition, inputs: readonly Shape[], values: Values) {
  return layer.weights(inputs, values).map(({ name, shape, isTrainable }) => [name, shape, isTrainable])
}

const kerasLayers = layers.filter(({ kind }) => kind !== 'Output').map((layer) => [layer.kind, layer] as const)

describe('shape rules and tfjs', () => {
  let before = 0
  beforeAll(() => {
    before = tf.memory().numTensors
  })
  afterAll(() => expect(tf.memory().numTensors).toBe(before))

  it('leave no layer out', () => {
    expect(kerasLayers.length).toBe(layers.length - 1)
    for (const [kind, layer] of kerasLayers) {
      expect(
        layer.keras(Object.fromEntries(Object.entries(layer.parameters).map(([name, { initial }]) => [name, initial]))),
        kind,
      ).not.toBeNull()
    }
  })

  it.each(kerasLayers)('agree for %s: size, weights and parameters, or a refusal', (kind, layer) => {
    let accepted = 0
    fc.assert(
      fc.property(anyInputs(layer), fittingValues(layer), (inputs, values) => {
        const ours = layer.outputShape(inputs, values)
        const theirs = buildInTfjs(layer, inputs, values, ours.ok ? ours.shape : [])
        if (!ours.ok) {
          if (!stricterThanTfjs[kind]?.(inputs, values)) expect(theirs).toBeNull()
          return
        }
        accepted += 1
        const weights = ourWeights(layer, inputs, values)
        const parameters = layer.weights(inputs, values).reduce((sum, { shape }) => sum + elementCount(shape), 0)
        expect({ shape: ours.shape, weights, parameters }).toEqual(theirs)
        if (layer.inputs !== 0) expect(computeInTfjs(layer, inputs, values, ours.shape)).toEqual(ours.shape)
      }),
      search,
    )
    expect(accepted).toBeGreaterThan(search.numRuns / 20)
  })

  const withParameters = kerasLayers.filter(
    ([, layer]) => layer.inputs === 1 && Object.keys(layer.parameters).length > 0,
  )
  it.each(withParameters)('%s never goes to tfjs with what that refuses, whatever is stored', (kind, layer) => {
    let [refused, accepted] = [0, 0]
    fc.assert(
      fc.property(anyInputs(layer), anyValues(layer), ([input = []], stored) => {
        // A network that ends anyhow: the layer, and what makes a row of what it gives.
        const document = drawChain(
          'one',
          [elementCount(input), 1, 1],
          [['Reshape', { targetShape: [...input] }], [kind, stored as Record<string, never>], ['Flatten']],
        )
        const id = document.nodes[2]?.id
        const graph = checkGraph(document)
        const checked = graph.nodes.find(({ node }) => node.id === id)
        const hasError = graph.diagnostics.some(({ nodeId, severity }) => nodeId === id && severity === 'error')
        if (hasError || !checked) {
          refused += 1
          expect(hasError).toBe(true)
          return
        }
        accepted += 1
        const theirs = buildInTfjs(layer, checked.inputs, checked.values, checked.output)
        expect(theirs?.shape).toEqual(checked.output)
        expect(theirs?.parameters).toBe(checked.parameters)
      }),
      search,
    )
    expect(Math.min(refused, accepted)).toBeGreaterThan(0)
  })
})
