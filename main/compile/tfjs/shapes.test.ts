import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LayerDefinition } from '#shared/layers/layer.ts'
import type { Control } from '#shared/layers/parameters.ts'
import { layers } from '#shared/layers/registry.ts'
import { formatShape, type Shape } from '#shared/layers/shape.ts'
import { createKerasLayer, type KerasLayer, kerasRule } from './keras-layer.ts'
import { keras, tf } from './tensorflow.ts'

const casesPerLayer = 150
/**
 * Layers that our rules refuse where tfjs would go on: Dense on pictures works pixel by pixel there, merges repeat sizes
 * of 1, PReLU takes axes that are not there, Reshape looks at its data only, and SpatialDropout2D becomes a Dropout,
 * which takes anything.
 */
const stricterThanTfjs = new Set([
  'Dense',
  'Add',
  'Subtract',
  'Multiply',
  'Average',
  'Maximum',
  'PReLU',
  'Reshape',
  'SpatialDropout2D',
])

type Random = (below: number) => number

/** A linear congruential generator, so that each failure comes again. Numerical Recipes' constants. */
function seededRandom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function randomValue(control: Control, random: Random): unknown {
  switch (control.control) {
    case 'integer':
      return 1 + random(1 + random(5))
    case 'real':
      return control.min + (random(1000) / 1000) * (control.max - control.min)
    case 'pair':
      // Strides and dilation exclude each other.
      return random(2) === 0 ? [1, 1] : [1 + random(6), 1 + random(6)]
    case 'size':
      return [1 + random(9), 1 + random(9), 1 + random(4)]
    case 'choice':
      return control.options[random(control.options.length)]
    case 'switch':
      return random(2) === 1
    case 'list':
      return Array.from(
        { length: control.shortest + random(control.longest - control.shortest + 1) },
        () => control.min + random(Math.min(control.max - control.min + 1, 4)),
      )
    case 'frame':
      return [
        [random(4), random(4)],
        [random(4), random(4)],
      ]
  }
}

/** One shape for a layer with one input; for one that joins layers two or three, mostly of the same sizes. */
function randomInputs(layer: LayerDefinition, random: Random): Shape[] {
  if (layer.inputs === 0) return []
  const first = randomInput(random)
  if (layer.inputs === 1) return [first]
  const others = Array.from({ length: 1 + random(2) }, () => {
    const isOther = random(4) === 0
    return isOther ? randomInput(random) : layer.kind === 'Concatenate' ? [...first.slice(0, -1), 1 + random(4)] : first
  })
  return [first, ...others]
}

/** Rows and sequences, and mostly pictures. */
const ranks = [1, 2, 2, 3, 3, 3, 3]

const randomInput = (random: Random): Shape =>
  Array.from({ length: ranks[random(ranks.length)] ?? 0 }, (_, axis) => 1 + random(axis === 2 ? 4 : 9))

interface Built {
  shape: Shape
  weights: [name: string, shape: Shape, isTrainable: boolean][]
}

function symbolInputs(inputs: readonly Shape[]): keras.SymbolicTensor | keras.SymbolicTensor[] {
  const [first, ...others] = inputs.map((shape) => keras.input({ shape: [...shape] }))
  if (!first) throw new Error('a layer without inputs is not applied')
  return others.length === 0 ? first : [first, ...others]
}

/** What tfjs makes of the layer; null when it refuses, or computes a size below 1 as it does for kernels too large. */
function buildInTfjs(layer: LayerDefinition, inputs: readonly Shape[], values: Record<string, unknown>): Built | null {
  const ours = layer.outputShape(inputs, values)
  const [input = []] = inputs
  const rule = kerasRule({ layer, values, input, output: ours.ok ? ours.shape : [] })
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
    }
  } catch {
    return null
  } finally {
    for (const weight of built?.weights ?? []) weight.dispose()
  }
}

describe('shape rules and tfjs', () => {
  let before = 0
  beforeAll(() => {
    before = tf.memory().numTensors
  })
  afterAll(() => expect(tf.memory().numTensors).toBe(before))

  const kerasLayers = layers.filter(({ kind }) => kind !== 'Output')

  it.each(kerasLayers.map((layer) => [layer.kind, layer] as const))('agree for %s', (kind, layer) => {
    const random = seededRandom(kind.length)
    let accepted = 0
    for (let trial = 0; trial < casesPerLayer; trial += 1) {
      const values = Object.fromEntries(
        Object.entries(layer.parameters).map(([name, { control }]) => [name, randomValue(control, random)]),
      )
      const inputs = randomInputs(layer, random)
      const ours = layer.outputShape(inputs, values)
      const theirs = buildInTfjs(layer, inputs, values)
      const place = `${kind} ${JSON.stringify(values)} on ${inputs.map(formatShape).join(', ')}`
      if (!ours.ok) {
        if (!stricterThanTfjs.has(kind)) expect(theirs, place).toBeNull()
        continue
      }
      accepted += 1
      const weights = layer.weights(inputs, values).map(({ name, shape, isTrainable }) => [name, shape, isTrainable])
      expect({ shape: ours.shape, weights }, place).toEqual(theirs)
    }
    expect(accepted).toBeGreaterThan(casesPerLayer / 20)
  })
})
