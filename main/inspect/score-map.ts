import type { ScoreMap } from '#shared/contract/weights.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { describeSliding } from '#shared/graph/rewrites/sliding.ts'
import { nameOf } from '#shared/graph/rewrites/surroundings.ts'
import { scorePlaces } from '#shared/graph/score-places.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { OpenDataset } from '../datasets/open-dataset.ts'
import type { NamedTensor } from '../engines/engine.ts'
import { type EngineResources, withNetwork } from '../engines/with-network.ts'
import { composePicture, type Scene } from './compose-picture.ts'

export interface ScoreResources extends EngineResources {
  openDataset: OpenDataset
}

/**
 * Puts test pictures on a larger one and runs the network over it once.
 * @throws LoomError scores.*, data.*, graph.*, engine.weightsMismatch
 */
export async function readScoreMap(
  document: LoomDocument,
  weights: readonly NamedTensor[],
  scene: Scene,
  resources: ScoreResources,
): Promise<ScoreMap> {
  const dataset = await resources.openDataset(document.data)
  const [height = 0, width = 0] = dataset.inputShape
  if (scene.height < height || scene.width < width) {
    throw new LoomError('scores.noRoom', { size: formatShape([height, width]) })
  }
  const found = scorePlaces(document, scene)
  if ('reason' in found) throw new LoomError(found.reason.code, found.reason.values)
  const { graph, map, needsSoftmax, origin, step } = found
  const composed = composePicture(dataset, scene, wholePixels(step))
  const batch = { count: 1, pixels: composed.picture.pixels, labels: Uint8Array.of(0) }
  // Auxiliary outputs are left out there.
  const names = new Set(graph.nodes.flatMap(({ node, weights: own }) => own.map(({ name }) => `${node.id}/${name}`)))
  const network = { graph, weights: weights.filter(({ name }) => names.has(name)), document }
  const [result] = await withNetwork(network, resources, (session) => session.activations(batch, [map.node.id]))
  const [rows = 0, columns = 0, classes = 1] = map.output
  const scores = result?.values ?? new Float32Array(rows * columns * classes)
  const padding = [...new Set(describeSliding(graph, map.node.id).padding.map(nameOf))]
  if (needsSoftmax) softenRows(scores, classes)
  return { ...composed, classes: dataset.classes, rows, columns, scores, origin, step, padding }
}

/** Maps finer than the picture have a place at each pixel, and more. */
function wholePixels([down, across]: readonly [number, number]): [number, number] {
  return [Math.max(1, Math.round(down)), Math.max(1, Math.round(across))]
}

/** Softmax over each `length` neighbours, in place. */
function softenRows(values: Float32Array, length: number): void {
  for (let start = 0; start < values.length; start += length) {
    const row = values.subarray(start, start + length)
    const most = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
    const sum = row.reduce((all, value) => all + Math.exp(value - most), 0)
    for (let at = 0; at < length; at += 1) row[at] = Math.exp((row[at] ?? 0) - most) / sum
  }
}
