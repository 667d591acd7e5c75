import { findLayer } from '../layers/registry.ts'
import { coveringBlocks, layersWithin } from './block-tree.ts'
import type { LoomDocument, LoomNode } from './schema.ts'

export interface BlockPorts {
  /** Layers outside that feed the block. */
  sources: string[]
  /** Layers inside that are fed from outside; those that wait for an input when none is. */
  entries: string[]
  /** Layers inside that feed others outside; those that nothing follows when none does. */
  exits: string[]
}

/** Where data comes into a group of layers and leaves it. */
export function portsOf(document: Pick<LoomDocument, 'nodes' | 'edges'>, inside: ReadonlySet<string>): BlockPorts {
  const entering = document.edges.filter(({ source, target }) => !inside.has(source) && inside.has(target))
  const leaving = document.edges.filter(({ source, target }) => inside.has(source) && !inside.has(target))
  const unique = (ids: string[]) => [...new Set(ids)]
  return {
    sources: unique(entering.map(({ source }) => source)),
    entries: entering.length > 0 ? unique(entering.map(({ target }) => target)) : openEntries(document, inside),
    exits: leaving.length > 0 ? unique(leaving.map(({ source }) => source)) : openExits(document, inside),
  }
}

type Drawn = Pick<LoomDocument, 'nodes' | 'edges'>

function openEntries({ nodes, edges }: Drawn, inside: ReadonlySet<string>): string[] {
  const counts = new Map<string, number>()
  for (const { target } of edges) counts.set(target, (counts.get(target) ?? 0) + 1)
  const isOpen = ({ id, kind }: LoomNode) => {
    const inputs = findLayer(kind)?.inputs ?? 1
    return (counts.get(id) ?? 0) < (inputs === 'many' ? 2 : inputs)
  }
  return nodes.filter((node) => inside.has(node.id) && isOpen(node)).map(({ id }) => id)
}

function openExits({ nodes, edges }: Drawn, inside: ReadonlySet<string>): string[] {
  const followed = new Set(edges.map(({ source }) => source))
  const isOpen = ({ id, kind }: LoomNode) => !followed.has(id) && findLayer(kind)?.outputs !== 0
  return nodes.filter((node) => inside.has(node.id) && isOpen(node)).map(({ id }) => id)
}

/**
 * The layers that a line means whose end is at `id`: where data leaves a block, the last layer that gives some; where it
 * enters, all that take some. A layer means itself.
 */
export function lineEnds(document: LoomDocument, id: string, end: 'source' | 'target'): string[] {
  if (!document.blocks.some((block) => block.id === id)) return [id]
  const { entries, exits } = portsOf(document, new Set(layersWithin(document, id).map((node) => node.id)))
  return end === 'source' ? exits.slice(-1) : entries
}

/** What is seen of a layer: the layer, or, in a collapsed block, the one that gives the block's output, at the block's place. */
export function seenNode(document: LoomDocument, nodeId: string | null | undefined): LoomNode | undefined {
  const node = document.nodes.find(({ id }) => id === nodeId)
  const cover = document.blocks.find(({ id }) => id === coveringBlocks(document).get(node?.block ?? ''))
  if (!node || !cover) return node
  const [exit] = lineEnds(document, cover.id, 'source')
  const last = document.nodes.find(({ id }) => id === exit) ?? node
  return { ...last, position: cover.position }
}
