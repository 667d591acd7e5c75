import { lineEnds } from '../document/ports.ts'
import type { LoomDocument, LoomEdge, LoomNode } from '../document/schema.ts'
import type { LayerDefinition, Problem } from '../layers/layer.ts'
import { findLayer } from '../layers/registry.ts'
import type { Shape } from '../layers/shape.ts'
import type { CheckedGraph } from './check-graph.ts'
import { checkParameters } from './parameters.ts'

/** The end of a line that lies fast while the other end is looked for. */
export interface LooseLine {
  nodeId: string
  end: 'source' | 'target'
}

export interface Verdict {
  /** Why the line cannot be drawn; null where it can. Its remedies cure the target once the line is there. */
  problem: Problem | null
  /** The layer whose line gives way, because the target takes one only. */
  replacedId: string | null
}

/**
 * Says of each layer and block whether the line may end there: by its ports, by circles, and by the target's shape rule as
 * far as the shapes are known. What it needs of the whole drawing is gathered once; each answer is then quick. A block
 * refuses what one of its layers refuses.
 */
export function judgeLines(document: LoomDocument, graph: CheckedGraph, line: LooseLine): (otherId: string) => Verdict {
  const opposite = line.end === 'source' ? 'target' : 'source'
  const judges = lineEnds(document, line.nodeId, line.end).map((nodeId) =>
    judgeLayers(document, graph, { nodeId, end: line.end }),
  )
  return (otherId) => {
    const others = otherId === line.nodeId ? [otherId] : lineEnds(document, otherId, opposite)
    const verdicts = judges.flatMap((judge) => others.map(judge))
    return verdicts.find(({ problem }) => problem) ?? verdicts[0] ?? { problem: null, replacedId: null }
  }
}

function judgeLayers(document: LoomDocument, graph: CheckedGraph, line: LooseLine): (otherId: string) => Verdict {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]))
  const shapes = new Map(graph.nodes.map(({ node, output }) => [node.id, output]))
  const into = groupByTarget(document.edges)
  const circle = reach(document.edges, line)
  const answer = (source: LoomNode, target: LoomNode): Verdict => {
    const lines = into.get(target.id) ?? []
    const layer = findLayer(target.kind)
    const isReplacing = layer?.inputs === 1 && lines[0] !== undefined
    const sources = isReplacing ? [source.id] : [...lines.map((edge) => edge.source), source.id]
    const problem =
      refusePorts(source, target, lines) ??
      (circle.has(line.end === 'source' ? target.id : source.id)
        ? { code: 'line.closesCircle' as const, values: { source: nameOf(source), target: nameOf(target) } }
        : refuseShapes(target, layer, sources, shapes))
    return { problem, replacedId: isReplacing ? (lines[0]?.source ?? null) : null }
  }
  return (otherId) => {
    const [fast, other] = [nodes.get(line.nodeId), nodes.get(otherId)]
    if (!fast || !other) return { problem: null, replacedId: null }
    return line.end === 'source' ? answer(fast, other) : answer(other, fast)
  }
}

function nameOf(node: LoomNode): string {
  return node.name ?? node.kind
}

function groupByTarget(edges: readonly LoomEdge[]): Map<string, LoomEdge[]> {
  const groups = new Map<string, LoomEdge[]>()
  for (const edge of edges) {
    const own = groups.get(edge.target)
    if (own) own.push(edge)
    else groups.set(edge.target, [edge])
  }
  return groups
}

/** The layers that a line may not lead to: those whose data comes to its source, or those that its target's data reaches. */
function reach(edges: readonly LoomEdge[], { nodeId, end }: LooseLine): Set<string> {
  const [from, to] = end === 'source' ? (['target', 'source'] as const) : (['source', 'target'] as const)
  const next = new Map<string, string[]>()
  for (const edge of edges) {
    const own = next.get(edge[from])
    if (own) own.push(edge[to])
    else next.set(edge[from], [edge[to]])
  }
  const seen = new Set([nodeId])
  for (const id of seen) for (const other of next.get(id) ?? []) seen.add(other)
  return seen
}

function refusePorts(source: LoomNode, target: LoomNode, lines: readonly LoomEdge[]): Problem | null {
  if (source.id === target.id) return { code: 'line.toItself' }
  if (findLayer(source.kind)?.outputs === 0) return { code: 'line.givesNothing', values: { layer: nameOf(source) } }
  if (findLayer(target.kind)?.inputs === 0) return { code: 'line.takesNothing', values: { layer: nameOf(target) } }
  return lines.some((edge) => edge.source === source.id) ? { code: 'line.joinedAlready' } : null
}

/** What the target's own rule says of the shapes that would come in; null while one of them, or a parameter, is not known. */
function refuseShapes(
  target: LoomNode,
  layer: LayerDefinition | undefined,
  sources: readonly string[],
  shapes: ReadonlyMap<string, Shape>,
): Problem | null {
  const inputs = sources.flatMap((id) => [shapes.get(id) ?? []])
  const isKnown = sources.every((id) => shapes.has(id))
  if (!layer || !isKnown || (layer.inputs === 'many' && inputs.length < 2)) return null
  const { values, problems } = checkParameters(layer, target)
  if (problems.length > 0) return null
  const result = layer.outputShape(inputs, values)
  return result.ok ? null : result.problem
}
