import { layersWithin, wholeBlocks } from './block-tree.ts'
import { freshIds } from './edit.ts'
import type { LoomBlock, LoomDocument, LoomEdge, LoomNode, LoomNote } from './schema.ts'

/** A part of a drawing that can stand for itself: layers, the lines between them, their blocks, and notes. */
export interface Fragment {
  nodes: LoomNode[]
  edges: LoomEdge[]
  blocks: LoomBlock[]
  notes: LoomNote[]
}

/**
 * The layers and notes with these ids, the lines that join two of them, and the blocks that hold nothing else. The id of a
 * block stands for all layers in it.
 */
export function takeFragment(document: LoomDocument, ids: ReadonlySet<string>): Fragment {
  const nodeIds = withLayersOfBlocks(document, ids)
  const whole = wholeBlocks(document, nodeIds)
  return {
    nodes: document.nodes.filter(({ id }) => nodeIds.has(id)).map((node) => insideOf(node, 'block', whole)),
    edges: document.edges.filter(({ source, target }) => nodeIds.has(source) && nodeIds.has(target)),
    blocks: document.blocks.filter(({ id }) => whole.has(id)).map((block) => insideOf(block, 'parent', whole)),
    notes: document.notes.filter(({ id }) => ids.has(id)),
  }
}

function withLayersOfBlocks(document: LoomDocument, ids: ReadonlySet<string>): ReadonlySet<string> {
  const chosen = document.blocks.filter(({ id }) => ids.has(id))
  if (chosen.length === 0) return ids
  return new Set([...ids, ...chosen.flatMap((block) => layersWithin(document, block.id).map(({ id }) => id))])
}

/** Leaves out the block around it when that is not taken along. */
function insideOf<Each extends { [key in Key]?: string | undefined }, Key extends 'block' | 'parent'>(
  each: Each,
  key: Key,
  taken: ReadonlySet<string>,
): Each {
  const around = each[key]
  if (around === undefined || taken.has(around)) return each
  const { [key]: _around, ...rest } = each
  return rest as Each
}

export interface Inserted {
  document: LoomDocument
  /** New ids by those in the fragment, of layers, blocks and notes. */
  ids: Map<string, string>
}

/** Adds a copy of a fragment, moved by `shift` pixels, under fresh ids. `block`: the block to put it into. */
export function insertFragment(
  document: LoomDocument,
  fragment: Fragment,
  shift: LoomNode['position'],
  block?: string,
): Inserted {
  const nextId = freshIds(document)
  const ids = new Map<string, string>()
  for (const { id } of fragment.blocks) ids.set(id, nextId('block'))
  for (const { id, kind } of fragment.nodes) ids.set(id, nextId(kind))
  for (const { id } of fragment.notes) ids.set(id, nextId('note'))
  const newId = (id: string | undefined) => (id === undefined ? block : (ids.get(id) ?? block))
  const moved = ({ x, y }: LoomNode['position']) => ({ x: x + shift.x, y: y + shift.y })
  const blocks = fragment.blocks.map(({ parent, ...each }) => {
    const around = newId(parent)
    return {
      ...each,
      id: ids.get(each.id) ?? each.id,
      position: moved(each.position),
      ...(around === undefined ? {} : { parent: around }),
    }
  })
  const nodes = fragment.nodes.map(({ block: inner, ...each }) => {
    const around = newId(inner)
    return {
      ...each,
      id: ids.get(each.id) ?? each.id,
      position: moved(each.position),
      ...(around === undefined ? {} : { block: around }),
    }
  })
  const notes = fragment.notes.map((each) => ({
    ...each,
    id: ids.get(each.id) ?? each.id,
    position: moved(each.position),
  }))
  const edges = fragment.edges.flatMap(({ source, target }) => {
    const ends = { source: ids.get(source), target: ids.get(target) }
    if (ends.source === undefined || ends.target === undefined) return []
    return { id: nextId('edge'), source: ends.source, target: ends.target }
  })
  return {
    document: {
      ...document,
      nodes: [...document.nodes, ...nodes],
      edges: [...document.edges, ...edges],
      blocks: [...document.blocks, ...blocks],
      notes: [...document.notes, ...notes],
    },
    ids,
  }
}
