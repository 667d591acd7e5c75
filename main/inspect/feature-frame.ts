import type { Labels } from '#shared/contract/data.ts'
import type { FeatureMapFrame, MapGrid } from '#shared/contract/runs.ts'
import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import type { Shape } from '#shared/layers/shape.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { labelsOfPicture, packImages } from '../datasets/describe-dataset.ts'
import type { TrainingSession } from '../engines/engine.ts'
import { drawMapGrid, type GridLimits, thumbnail, wholeLayer } from '../stream/downsample.ts'
import { argMaxRows } from './arg-max.ts'

/** What a person wants to see. */
export interface Look {
  /** Index into the test pictures. */
  imageIndex: number
  nodeId: string | null
  hasThumbnails: boolean
}

export type FeatureMaps = Omit<FeatureMapFrame, 'runId' | 'seq' | 'step'>

interface Output {
  shape: Shape
  values: Float32Array
}

/** One pass of the picture through the network as it is now. A node that takes no part in training has no maps. */
export async function readFeatureMaps(
  session: Pick<TrainingSession, 'activations'>,
  graph: CheckedGraph,
  dataset: Dataset,
  look: Look,
): Promise<FeatureMaps> {
  const image = packImages(dataset, dataset.test, [look.imageIndex])
  const labels = labelsOfPicture(dataset.test, look.imageIndex).slice()
  const used = graph.nodes.filter(({ isUsed }) => isUsed)
  const end = used.find(({ node }) => node.id === graph.ends.outputId)
  const endSource = end?.sources[0]
  const wanted = used.filter(({ node }) => look.hasThumbnails || node.id === look.nodeId || node.id === endSource)
  const computed = wanted.filter(({ sources, node }) => sources.length > 0 && node.id !== end?.node.id)
  const ids = new Set(computed.map(({ node }) => node.id))
  if (endSource) ids.add(endSource)
  const batch = { count: 1, pixels: image.pixels, labels }
  const results = await session.activations(batch, [...ids])
  const outputs = new Map(results.map(({ nodeId, shape, values }) => [nodeId, { shape: shape.slice(1), values }]))

  const findOutput = (checked: CheckedNode): Output | undefined => {
    if (checked.sources.length === 0) return { shape: checked.output, values: toNumbers(image.pixels) }
    // The end computes nothing: what arrives is what leaves.
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
    imageIndex: look.imageIndex,
    image,
    ...describeAnswer(dataset, labels, (end && findOutput(end)?.values) ?? new Float32Array()),
    chosen,
    thumbnails: look.hasThumbnails ? used.flatMap((checked) => draw(checked, thumbnail)) : [],
  }
}

function describeAnswer(
  { task, classes }: Dataset,
  labels: Labels,
  values: Float32Array,
): Pick<FeatureMaps, 'label' | 'probabilities' | 'masks'> {
  if (task === 'classification') return { label: labels[0] ?? 0, probabilities: [...values], masks: null }
  return { label: null, probabilities: [], masks: { truth: labels, predicted: argMaxRows(values, classes.length) } }
}

/** What the network sees: 0–255 as 0–1. */
function toNumbers(pixels: Uint8Array): Float32Array {
  return new Float32Array(pixels).map((value) => value / 255)
}
