import type { LayerLook, LayerMaps } from '#shared/contract/look.ts'
import type { MapGrid } from '#shared/contract/runs.ts'
import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import type { Shape } from '#shared/layers/shape.ts'
import type { Batch } from '../datasets/dataset.ts'
import type { TrainingSession } from '../engines/engine.ts'
import { drawMapGrid, type GridLimits, thumbnail, wholeLayer } from '../stream/downsample.ts'

/** What a network makes of a picture, and what its layers do on the way there. */
export interface Pass extends LayerMaps {
  /** What arrives at the end. */
  answer: Float32Array
}

interface Output {
  shape: Shape
  values: Float32Array
}

/** One pass of one picture through the network as it is now. A node that takes no part in training has no maps. */
export async function passPicture(
  session: Pick<TrainingSession, 'activations'>,
  graph: CheckedGraph,
  picture: Batch,
  look: LayerLook,
): Promise<Pass> {
  const used = graph.nodes.filter(({ isUsed }) => isUsed)
  const end = used.find(({ node }) => node.id === graph.ends.outputId)
  // The end computes nothing: what arrives is what leaves.
  const endSource = end?.sources[0]
  const wanted = used.filter(({ node }) => look.hasThumbnails || node.id === look.nodeId || node.id === endSource)
  const computed = wanted.filter(({ sources, node }) => sources.length > 0 && node.id !== end?.node.id)
  const ids = new Set(computed.map(({ node }) => node.id))
  if (endSource) ids.add(endSource)
  const results = await session.activations(picture, [...ids])
  const outputs = new Map(results.map(({ nodeId, shape, values }) => [nodeId, { shape: shape.slice(1), values }]))

  const findOutput = (checked: CheckedNode): Output | undefined => {
    if (checked.sources.length === 0) return { shape: checked.output, values: toNumbers(picture.pixels) }
    return outputs.get(checked.node.id === end?.node.id ? (endSource ?? '') : checked.node.id)
  }
  const draw = (checked: CheckedNode | undefined, limits: GridLimits): MapGrid[] => {
    const output = checked && findOutput(checked)
    return output ? [drawMapGrid(checked.node.id, output.shape, output.values, limits)] : []
  }
  const [chosen = null] = draw(
    used.find(({ node }) => node.id === look.nodeId),
    wholeLayer,
  )
  return {
    answer: (end && findOutput(end)?.values) ?? new Float32Array(),
    chosen,
    thumbnails: look.hasThumbnails ? used.flatMap((checked) => draw(checked, thumbnail)) : [],
  }
}

/** What the network sees: 0–255 as 0–1. */
function toNumbers(pixels: Uint8Array): Float32Array {
  return new Float32Array(pixels).map((value) => value / 255)
}
