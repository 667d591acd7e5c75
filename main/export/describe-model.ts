import type { NamedTensor } from '#main/compile/named-tensor.ts'
import type { ClassName } from '#shared/contract/data.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { inputShapeOf } from '#shared/graph/heads.ts'

export interface SavedModelMetadata {
  /** The document's name. */
  name: string
  classes: readonly ClassName[]
}

/** A trained network on its way out. */
export interface ModelToSave {
  graph: CheckedGraph
  /** All weights of the network, as engines read them. */
  weights: readonly NamedTensor[]
  metadata: SavedModelMetadata
}

export type AxisOrder = 'batch, height, width, channels' | 'batch, channels, height, width'

/** What lies beside or within a saved model, for people and programs that use it. */
export function describeModel(
  { graph, metadata: { name, classes } }: ModelToSave,
  { parameters, order }: { parameters: number; order: AxisOrder },
) {
  const [height = 0, width = 0, channels = 0] = inputShapeOf(graph)
  return {
    format: 'layerloom-model',
    version: 1,
    name,
    input: { height, width, channels, order, preprocessing: { operation: 'divide', by: 255 } },
    classes,
    parameters,
  }
}
