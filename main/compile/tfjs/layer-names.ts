import type { CheckedNode } from '#shared/graph/check-graph.ts'

/** What tfjs takes as a name, less `/`, which parts a layer's name from its weights'. */
const validName = /^[A-Za-z0-9][-A-Za-z0-9_.]*$/

/**
 * The name of each node's layer in tfjs: the node's id, or `layer_<place>` where tfjs would refuse the id.
 * @throws Error when two nodes have one id
 */
export function nameLayers(nodes: readonly CheckedNode[]): Map<string, string> {
  const taken = new Set(nodes.map(({ node }) => node.id))
  if (taken.size !== nodes.length) throw new Error('two nodes of the network have the same id')
  return new Map(
    nodes.map(({ node }, place) => [node.id, validName.test(node.id) ? node.id : freeName(`layer_${place}`, taken)]),
  )
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted
  while (taken.has(name)) name += '_'
  taken.add(name)
  return name
}
