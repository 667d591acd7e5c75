import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LayerDefinition } from '#shared/layers/layer.ts'
import type { Control } from '#shared/layers/parameters.ts'
import { layers } from '#shared/layers/registry.ts'
import type { Shape } from '#shared/layers/shape.ts'
import { createKerasLayer, kerasRule } from './keras-layer.ts'
import { keras, tf } from './tensorflow.ts'

const casesPerLayer = 150
/** Layers that our rules refuse where tfjs would go on: Dense on pictures works pixel by pixel there. */
const stricterThanTfjs = new Set(['Dense'])

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
      return 1 + random(5)
    case 'real':
      return control.min + (random(1000) / 1000) * (control.max - control.min)
    case 'pair':
      return [1 + random(6), 1 + random(6)]
    case 'size':
      return [1 + random(9), 1 + random(9), 1 + random(4)]
    case 'choice':
      return control.options[random(control.options.length)]
    case 'switch':
      return random(2) === 1
  }
}

const randomInput = (random: Random): Shape =>
  random(5) === 0 ? [1 + random(9)] : [1 + random(9), 1 + random(9), 1 + random(4)]

interface Built {
  shape: Shape
  weights: [name: string, shape: Shape, isTrainable: boolean][]
}

/** What tfjs makes of the layer; null when it refuses, or computes a size below 1 as it does for kernels too large. */
function buildInTfjs(layer: LayerDefinition, input: Shape, values: Record<string, unknown>): Built | null {
  const ours = layer.outputShape([input], values)
  const rule = kerasRule({ layer, values, input, output: ours.ok ? ours.shape : [] })
  if (!rule) return null
  const built = createKerasLayer(rule.className, { ...rule.config, name: 'layer' })
  try {
    const output = layer.inputs === 0 ? built.output : built.apply(keras.input({ shape: [...input] }))
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
    for (const weight of built.weights) weight.dispose()
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
      const input = layer.inputs === 0 ? [] : randomInput(random)
      const ours = layer.outputShape([input], values)
      const theirs = buildInTfjs(layer, input, values)
      const place = `${kind} ${JSON.stringify(values)} on ${input.join('×')}`
      if (!ours.ok) {
        if (!stricterThanTfjs.has(kind)) expect(theirs, place).toBeNull()
        continue
      }
      accepted += 1
      const weights = layer.weights([input], values).map(({ name, shape, isTrainable }) => [name, shape, isTrainable])
      expect({ shape: ours.shape, weights }, place).toEqual(theirs)
    }
    expect(accepted).toBeGreaterThan(casesPerLayer / 10)
  })
})
