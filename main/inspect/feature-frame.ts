import type { Labels } from '#shared/contract/data.ts'
import type { LayerLook } from '#shared/contract/look.ts'
import type { FeatureMapFrame } from '#shared/contract/runs.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { labelsOfPicture, packImages } from '../datasets/describe-dataset.ts'
import type { TrainingSession } from '../engines/engine.ts'
import { argMaxRows } from './arg-max.ts'
import { passPicture } from './layer-maps.ts'

/** What a person wants to see. */
export interface Look extends LayerLook {
  /** Index into the test pictures. */
  imageIndex: number
}

export type FeatureMaps = Omit<FeatureMapFrame, 'runId' | 'seq' | 'step'>

/** What the network as it is now makes of a test picture. */
export async function readFeatureMaps(
  session: Pick<TrainingSession, 'activations'>,
  graph: CheckedGraph,
  dataset: Dataset,
  { imageIndex, ...look }: Look,
): Promise<FeatureMaps> {
  const image = packImages(dataset, dataset.test, [imageIndex])
  const labels = labelsOfPicture(dataset.test, imageIndex).slice()
  const batch = { count: 1, pixels: image.pixels, labels }
  const { answer, ...maps } = await passPicture(session, graph, batch, look)
  return { imageIndex, image, ...describeAnswer(dataset, labels, answer), ...maps }
}

function describeAnswer(
  { task, classes }: Dataset,
  labels: Labels,
  values: Float32Array,
): Pick<FeatureMaps, 'label' | 'probabilities' | 'masks'> {
  if (task === 'classification') return { label: labels[0] ?? 0, probabilities: [...values], masks: null }
  return { label: null, probabilities: [], masks: { truth: labels, predicted: argMaxRows(values, classes.length) } }
}
