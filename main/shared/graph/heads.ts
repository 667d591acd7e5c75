import { remove } from '../document/edit.ts'
import type { LoomDocument } from '../document/schema.ts'
import type { Shape } from '../layers/shape.ts'
import type { CheckedGraph, CheckedNode } from './check-graph.ts'

/** An end of the network at which it is compared with the labels. */
export interface Head {
  checked: CheckedNode
  /** What its loss counts in the sum over all heads. */
  weight: number
}

type Network = Pick<CheckedGraph, 'nodes' | 'ends'>

/** The main Output first, then the auxiliary ones; those that nothing from Input reaches are left out. */
export function listHeads({ nodes, ends }: Network): Head[] {
  const ids = [ends.outputId, ...ends.auxiliaryIds]
  return ids.flatMap((id) => {
    const checked = nodes.find(({ node, isUsed }) => isUsed && node.id === id)
    return checked ? [{ checked, weight: Number(checked.values.lossWeight) }] : []
  })
}

/** The shape of what goes in, without the batch; empty where there is no Input. */
export function inputShapeOf({ nodes, ends }: Network): Shape {
  return nodes.find(({ node }) => node.id === ends.inputId)?.output ?? []
}

/** What the main Output depends on, in the order in which data flows: the network as it is used after training. */
export function listMainNodes({ nodes, ends }: Network): CheckedNode[] {
  const needed = new Set(ends.outputId === null ? [] : [ends.outputId])
  const found = [...nodes].reverse().filter(({ node, sources }) => {
    const isNeeded = needed.has(node.id)
    if (isNeeded) for (const source of sources) needed.add(source)
    return isNeeded
  })
  return found.reverse()
}

/** A drawing without what only auxiliary Outputs need; layers that take no part at all stay. */
export function removeAuxiliary(document: LoomDocument, graph: Network): LoomDocument {
  if (graph.ends.auxiliaryIds.length === 0) return document
  const main = new Set(listMainNodes(graph).map(({ node }) => node.id))
  const needless = graph.nodes.filter(({ node, isUsed }) => isUsed && !main.has(node.id)).map(({ node }) => node.id)
  return remove(document, new Set([...graph.ends.auxiliaryIds, ...needless]))
}
