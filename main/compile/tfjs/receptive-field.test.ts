import { describe, expect, it } from 'vitest'
import { emptyDocument, type LoomDocument, type LoomNode } from '#shared/document/schema.ts'
import { type CheckedGraph, checkGraph } from '#shared/graph/check-graph.ts'
import { type AxisField, receptiveFields, seenBy } from '#shared/graph/receptive-field.ts'
import type { LayerDefinition } from '#shared/layers/layer.ts'
import { type Control, initialValues } from '#shared/layers/parameters.ts'
import { layers } from '#shared/layers/registry.ts'
import { type BuiltModel, buildModel } from './build-model.ts'
import { listModelWeights } from './model-weights.ts'
import { keras, tf } from './tensorflow.ts'

const side = 26
/** What random cropping and valid windows may cost at a border, behind which zeros are seen in place of the picture. */
const margin = 7

type Random = (below: number) => number

/** Numerical Recipes' linear congruential generator. */
function seededRandom(seed: number): Random {
  let state = (seed * 2654435761) >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Small numbers; functions of single values, which might hide what comes in, are left out. */
function randomValue(name: string, control: Control, random: Random): LoomNode['parameters'][string] {
  if (name === 'activation') return 'linear'
  switch (control.control) {
    case 'integer':
      return 1 + random(2)
    case 'pair':
      return random(2) === 0 ? [1, 1] : [1 + random(3), 1 + random(3)]
    case 'choice':
      return control.options[random(control.options.length)] ?? ''
    case 'frame':
      return [
        [random(2), random(2)],
        [random(2), random(2)],
      ]
    default:
      return true
  }
}

const groups: readonly LayerDefinition['group'][] = ['convolution', 'pooling', 'core']
const takesPicture = (layer: LayerDefinition) => layer.outputShape([[8, 8, 2]], initialValues(layer.parameters)).ok
const pictureLayers = layers.filter(
  (layer) => layer.inputs === 1 && groups.includes(layer.group) && takesPicture(layer),
)

type Step = [kind: string, parameters: LoomNode['parameters'], sources?: readonly number[]]

/** A convolution, then the steps, each behind the one before it or behind those named by their places. */
function draw(steps: readonly Step[]): LoomDocument {
  const all: Step[] = [
    ['Input', { shape: [side, side, 1] }],
    ['Conv2D', { filters: 2, kernelSize: [1, 1] }],
    ...steps,
    ['Flatten', {}],
    ['Output', {}],
  ]
  const nodes = all.map(([kind, parameters], place) => ({
    id: `n${place}`,
    kind,
    parameters,
    position: { x: 0, y: 0 },
  }))
  const edges = all.flatMap(([, , sources], place) =>
    (place === 0 ? [] : (sources ?? [place - 1])).map((source) => ({
      id: `${source}-${place}`,
      source: `n${source}`,
      target: `n${place}`,
    })),
  )
  const base = emptyDocument('fields')
  return { ...base, nodes, edges, training: { ...base.training, loss: 'meanSquaredError' } }
}

/** All weights 1, so that nothing that is seen is cancelled. */
function buildPositive(graph: CheckedGraph): BuiltModel {
  const built = buildModel(graph)
  for (const { shape, variable } of listModelWeights(built)) {
    const ones = tf.ones([...shape])
    variable.write(ones)
    ones.dispose()
  }
  return built
}

/**
 * For each place along an axis of a layer the first and last row (or column) of the picture that change it, found by
 * changing them one at a time; null where none does.
 */
function findSeen(built: BuiltModel, nodeId: string, axis: 1 | 2): ([first: number, last: number] | null)[] {
  const output = built.outputs.get(nodeId)
  if (!output) throw new Error(`no output of ${nodeId}`)
  const model = keras.model({ inputs: built.model.inputs, outputs: output })
  const [, height = 0, width = 0, channels = 0] = output.shape as number[]
  const values = tf.tidy(() => {
    const answer = model.predict(tf.tensor(markRows(axis), [side + 1, side, side, 1])) as tf.Tensor
    return answer.dataSync()
  })
  const size = height * width * channels
  const length = axis === 1 ? height : width
  const seen = Array.from({ length }, (): number[] => [])
  for (let pixel = 0; pixel < side; pixel += 1) {
    for (let index = 0; index < size; index += 1) {
      const plain = values[side * size + index] ?? 0
      if (Math.abs((values[pixel * size + index] ?? 0) - plain) <= 1e-5 * Math.abs(plain)) continue
      const place = axis === 1 ? Math.floor(index / (width * channels)) : Math.floor(index / channels) % width
      seen[place]?.push(pixel)
    }
  }
  return seen.map(([first, ...others]) => (first === undefined ? null : [first, others.at(-1) ?? first]))
}

/** Pictures of ones; in the first one the first row (or column) is marked, in the next the second, in the last none. */
function markRows(axis: 1 | 2): Float32Array {
  const pictures = new Float32Array((side + 1) * side * side).fill(1)
  for (let pixel = 0; pixel < side; pixel += 1) {
    for (let other = 0; other < side; other += 1) {
      const offset = axis === 1 ? pixel * side + other : other * side + pixel
      pictures[pixel * side * side + offset] = 1000
    }
  }
  return pictures
}

/** What is predicted may go beyond what is found only at the borders; answers how many places were well inside. */
function compare(found: ([number, number] | null)[], field: AxisField, place: string): number {
  let inside = 0
  for (const [index, seen] of found.entries()) {
    const predicted = seenBy(field, index)
    const where = `${place}, place ${index}`
    if (!predicted || !seen) {
      if (!predicted) expect(seen, where).toBeNull()
      continue
    }
    const [first, last] = predicted
    expect(first <= seen[0] && last >= seen[1], `${where}: ${seen} in ${predicted}`).toBe(true)
    if (first < margin || last >= side - margin) continue
    inside += 1
    expect(predicted, where).toEqual(seen)
    expect(last - first + 1).toBeLessThanOrEqual(field.size)
  }
  return inside
}

function compareGraph(graph: CheckedGraph): number {
  const built = buildPositive(graph)
  const fields = receptiveFields(graph)
  let inside = 0
  for (const { node, output } of built.nodes.slice(1, -2)) {
    const field = fields.get(node.id)
    if (!field || output.length !== 3) continue
    const place = `${node.id} of ${JSON.stringify(built.nodes.map((each) => [each.node.kind, each.values]))}`
    inside += compare(findSeen(built, node.id, 1), field.height, `height ${place}`)
    inside += compare(findSeen(built, node.id, 2), field.width, `width ${place}`)
  }
  built.model.dispose()
  return inside
}

function randomStep(layer: LayerDefinition, random: Random): Step {
  const parameters = Object.fromEntries(
    Object.entries(layer.parameters)
      .filter(([, { control }]) => control.control !== 'list' && control.control !== 'real')
      .map(([name, { control }]) => [name, randomValue(name, control, random)]),
  )
  return [layer.kind, { ...parameters, ...('useBias' in layer.parameters ? { useBias: false } : {}) }]
}

const isSound = (graph: CheckedGraph) => graph.diagnostics.every(({ severity }) => severity !== 'error')

describe('receptive fields and what changes when the picture does', () => {
  it.each(pictureLayers.map((layer) => [layer.kind, layer] as const))('agree for %s', (kind, layer) => {
    const random = seededRandom(kind.length)
    const isSpatial = checkGraph(draw([[kind, {}]])).nodes.at(2)?.output.length === 3
    let inside = 0
    for (let trial = 0; trial < 6; trial += 1) {
      const graph = checkGraph(draw([randomStep(layer, random)]))
      if (isSound(graph)) inside += compareGraph(graph)
    }
    if (isSpatial) expect(inside).toBeGreaterThan(0)
  })

  it('agree for stacks of layers', () => {
    let inside = 0
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seededRandom(seed)
      const steps = Array.from({ length: 3 }, () => {
        const layer = pictureLayers[random(pictureLayers.length)]
        return layer ? randomStep(layer, random) : []
      }) as Step[]
      const graph = checkGraph(draw(steps))
      if (isSound(graph)) inside += compareGraph(graph)
    }
    expect(inside).toBeGreaterThan(500)
  })

  it('agree for branches of different reach, and behind a skip over an hourglass', () => {
    const conv = (size: number): LoomNode['parameters'] => ({
      filters: 2,
      kernelSize: [size, size],
      padding: 'same',
      useBias: false,
    })
    const branches = draw([
      ['Conv2D', conv(3), [1]],
      ['Conv2D', conv(5), [2]],
      ['Conv2D', conv(1), [1]],
      ['Concatenate', {}, [3, 4]],
      ['MaxPooling2D', {}],
    ])
    const hourglass = draw([
      ['MaxPooling2D', {}, [1]],
      ['Conv2D', conv(3)],
      ['Conv2DTranspose', { filters: 2, kernelSize: [2, 2], strides: [2, 2], useBias: false }],
      ['Concatenate', {}, [1, 4]],
      ['Conv2D', conv(3)],
    ])
    for (const document of [branches, hourglass]) {
      const graph = checkGraph(document)
      expect(graph.diagnostics).toEqual([])
      expect(compareGraph(graph)).toBeGreaterThan(40)
    }
  })
})
