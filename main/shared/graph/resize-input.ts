import { setParameters } from '../document/edit.ts'
import type { LoomDocument } from '../document/schema.ts'
import { type CheckedGraph, checkGraph } from './check-graph.ts'
import { listMainNodes } from './heads.ts'

/** The drawing for pictures of another size; auxiliary outputs are left out. Whether it works there, its check says. */
export function resizeInput(
  document: LoomDocument,
  { height, width }: { height: number; width: number },
  before: CheckedGraph = checkGraph(document),
): LoomDocument {
  const input = before.nodes.find(({ node }) => node.id === before.ends.inputId)
  const main = onlyMain(document, before)
  return input ? setParameters(main, input.node.id, { shape: [height, width, input.output[2] ?? 1] }) : main
}

function onlyMain(document: LoomDocument, graph: CheckedGraph): LoomDocument {
  const kept = new Set(listMainNodes(graph).map(({ node }) => node.id))
  return {
    ...document,
    nodes: document.nodes.filter(({ id }) => kept.has(id)),
    edges: document.edges.filter(({ source, target }) => kept.has(source) && kept.has(target)),
  }
}
