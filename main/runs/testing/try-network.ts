import { setParameters } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { type CheckedGraph, checkGraph } from '#shared/graph/check-graph.ts'
import { rewrites } from '#shared/graph/rewrites/registry.ts'
import type { RewritePlan } from '#shared/graph/rewrites/rewrite.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { buildModel, initialWeights } from '../../compile/tfjs/build-model.ts'
import { setModelWeights } from '../../compile/tfjs/model-weights.ts'
import { keras, tf } from '../../compile/tfjs/tensorflow.ts'
import { seededRandom } from '../../datasets/random.ts'
import type { NamedTensor } from '../../engines/engine.ts'

/** Values `[height, width, channels]`, row by row. */
export interface Picture {
  shape: [number, number, number]
  values: Float32Array
}

/** From 0 to 1, the same for each seed. */
export function noise(shape: [number, number, number], seed: number): Picture {
  const random = seededRandom(seed)
  return { shape, values: Float32Array.from({ length: elementCount(shape) }, random) }
}

/** A window of a picture; what juts out of it is 0. */
export function cut(
  { shape, values }: Picture,
  [top, left]: [number, number],
  [height, width]: [number, number],
): Picture {
  const [rows, columns, channels] = shape
  const result = new Float32Array(height * width * channels)
  for (let y = Math.max(0, -top); y < Math.min(height, rows - top); y += 1) {
    for (let x = Math.max(0, -left); x < Math.min(width, columns - left); x += 1) {
      const from = ((top + y) * columns + left + x) * channels
      result.set(values.subarray(from, from + channels), (y * width + x) * channels)
    }
  }
  return { shape: [height, width, channels], values: result }
}

/** What a rewrite makes of the whole network. */
export function rewritten(id: string, document: LoomDocument): RewritePlan {
  const rewrite = rewrites.find((each) => each.id === id)
  const result = rewrite?.apply({ document, graph: checkGraph(document), nodeIds: new Set() })
  if (!result?.ok) throw new Error(`${id} does not apply`)
  return result.plan
}

/** Random weights, biases too: those of a fresh network are all 0 and would hide a mistake. */
export function trained(graph: CheckedGraph): NamedTensor[] {
  const random = seededRandom(11)
  return initialWeights(graph, 5).map((tensor) => ({
    ...tensor,
    values: tensor.values.map((value) => value + 0.1 * (random() - 0.5)),
  }))
}

/** What a layer gives for a picture; the graph is that of pictures of this size. */
export function runNetwork(graph: CheckedGraph, weights: NamedTensor[], nodeId: string, picture: Picture): number[] {
  const built = buildModel(graph)
  try {
    setModelWeights(built, weights)
    const output = built.outputs.get(nodeId)
    if (!output) throw new Error(`no layer ${nodeId}`)
    const model = keras.model({ inputs: built.model.inputs, outputs: output })
    return tf.tidy(() => {
      const result = model.apply(tf.tensor(picture.values, [1, ...picture.shape])) as tf.Tensor
      return [...result.dataSync()]
    })
  } finally {
    built.model.dispose()
  }
}

/** The network for pictures of another size. */
export function resized(document: LoomDocument, shape: [number, number, number]): CheckedGraph {
  return checkGraph(setParameters(document, 'input-1', { shape }))
}

/** What the last layer before Flatten gives: scores of each place. */
export function scoresNode({ nodes }: CheckedGraph): string {
  const flatten = nodes.find(({ layer }) => layer.kind === 'Flatten')
  return flatten?.sources[0] ?? ''
}

/** Between two lists of as many numbers. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, at) => Math.abs(value - (b[at] ?? Number.NaN))))
}
