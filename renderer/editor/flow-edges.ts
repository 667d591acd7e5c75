import type { LoomDocument } from '#shared/document/schema.ts'
import type { DrawnBlocks } from './block-flow.ts'
import { routeEdges } from './edge-routes.ts'
import type { CanvasNode, LayerFlowEdge } from './flow-types.ts'

export interface EdgeState {
  document: LoomDocument
  blocks: Pick<DrawnBlocks, 'coverOf'>
  selectedIds: ReadonlySet<string>
  /** What is on the canvas, which lines lead around. */
  nodes: readonly CanvasNode[]
}

/** React Flow's lines. Those within collapsed blocks are not drawn, those with the same ends on the canvas are one. */
export function toFlowEdges(state: EdgeState, before: readonly LayerFlowEdge[]): LayerFlowEdge[] {
  const { coverOf } = state.blocks
  const old = new Map(before.map((edge) => [edge.id, edge]))
  const drawn = new Map<string, { source: string; target: string; ids: string[] }>()
  for (const { id, ...ends } of state.document.edges) {
    const source = coverOf.get(ends.source) ?? ends.source
    const target = coverOf.get(ends.target) ?? ends.target
    if (source === target && coverOf.size > 0) continue
    const key = coverOf.size > 0 ? `${source} > ${target}` : id
    const same = drawn.get(key)
    if (same) same.ids.push(id)
    else drawn.set(key, { source, target, ids: [id] })
  }
  const routes = routeEdges(drawn.values(), state.nodes)
  return [...drawn.values()].map(({ source, target, ids }) => {
    const next: LayerFlowEdge = {
      id: ids[0] ?? '',
      source,
      target,
      selected: ids.some((each) => state.selectedIds.has(each)),
      type: 'layer',
      data: { ids, route: routes.get(`${source} > ${target}`) ?? null },
      reconnectable: ids.length === 1,
      ariaLabel: `${source} → ${target}`,
    }
    const edge = old.get(next.id)
    return edge && isSameEdge(edge, next) ? edge : next
  })
}

function isSameEdge(a: LayerFlowEdge, b: LayerFlowEdge): boolean {
  const isSameEnds = a.source === b.source && a.target === b.target && a.selected === b.selected
  return isSameEnds && JSON.stringify(a.data) === JSON.stringify(b.data)
}
