import type { CheckedGraph } from '../check-graph.ts'
import { receptiveFields } from '../receptive-field.ts'
import type { Stage } from './decoder.ts'
import type { Ending } from './ending.ts'
import { walkable } from './surroundings.ts'

/**
 * The maps of the trunk, each coarser than the one before, on the way from Input to the ending. A stage gives its pooling's
 * map, as in the paper; one that ends with a strided convolution, the last map of that size.
 */
export function findStages(graph: CheckedGraph, ending: Ending): Stage[] {
  const around = walkable(graph)
  const fields = receptiveFields(graph)
  const way: Stage[] = []
  for (let checked = around.find(ending.map.node.id); checked; checked = around.find(checked.sources[0])) {
    const field = fields.get(checked.node.id)
    way.unshift({
      id: checked.node.id,
      shape: checked.output,
      strides: [field?.height.jump ?? 1, field?.width.jump ?? 1],
    })
  }
  const stages: Stage[] = []
  for (const [place, stage] of way.entries()) {
    const [before, last] = [way[place - 1], stages.at(-1)]
    if (before && stage.strides[0] * stage.strides[1] > before.strides[0] * before.strides[1]) stages.push(stage)
    else if (last && (place === way.length - 1 || !isPooling(graph, last.id))) stages[stages.length - 1] = stage
  }
  return stages
}

function isPooling(graph: CheckedGraph, id: string): boolean {
  return graph.nodes.find(({ node }) => node.id === id)?.layer.group === 'pooling'
}
