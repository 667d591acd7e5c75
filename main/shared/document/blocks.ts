import { blocksAround, layersWithin, pruneBlocks, wholeBlocks } from './block-tree.ts'
import { freshId, freshIds } from './edit.ts'
import { insertFragment, takeFragment } from './fragment.ts'
import { blockBoxes, makeRoom, setCollapsed, updateBlock } from './place-blocks.ts'
import { portsOf } from './ports.ts'
import type { LoomDocument, NodeColour } from './schema.ts'

/** Between two copies of a block, in the drawing's pixels. */
const copyGap = 48

/**
 * Puts layers into a new block, which stands in the innermost block around all of them. Blocks in there that hold some of
 * the layers go into it whole.
 */
export function makeBlock(
  document: LoomDocument,
  nodeIds: ReadonlySet<string>,
  name: string,
): { document: LoomDocument; blockId: string } | null {
  const ways = document.nodes
    .filter(({ id }) => nodeIds.has(id))
    .map(({ id, block }) => [...blocksAround(document, block).reverse(), id])
  const [first] = ways
  if (!first) return null
  const whole = wholeBlocks(document, nodeIds)
  let depth = 0
  while (isShared(ways, depth) && !whole.has(first[depth] ?? '')) depth += 1
  const parent = first[depth - 1]
  const members = new Set(ways.map((way) => way[depth]))
  const blockId = freshId(document, 'block')
  const position = document.nodes.find(({ id }) => nodeIds.has(id))?.position ?? { x: 0, y: 0 }
  const block = { id: blockId, name, isCollapsed: false, position, ...(parent === undefined ? {} : { parent }) }
  return {
    document: {
      ...document,
      nodes: document.nodes.map((node) => (members.has(node.id) ? { ...node, block: blockId } : node)),
      blocks: [...document.blocks.map((each) => (members.has(each.id) ? { ...each, parent: blockId } : each)), block],
    },
    blockId,
  }
}

/** Whether all ways lead through one block at this depth, and on. */
function isShared(ways: readonly string[][], depth: number): boolean {
  return ways.every((way) => way[depth] === ways[0]?.[depth] && way.length > depth + 1)
}

/** Takes a block away and leaves what it holds. */
export function dissolveBlock(document: LoomDocument, blockId: string): LoomDocument {
  const block = document.blocks.find(({ id }) => id === blockId)
  if (!block) return document
  const open = setCollapsed(document, blockId, false)
  return {
    ...open,
    nodes: open.nodes.map((node) => {
      if (node.block !== blockId) return node
      const { block: _block, ...rest } = node
      return block.parent === undefined ? rest : { ...rest, block: block.parent }
    }),
    blocks: open.blocks
      .filter(({ id }) => id !== blockId)
      .map((each) => {
        if (each.parent !== blockId) return each
        const { parent: _parent, ...rest } = each
        return block.parent === undefined ? rest : { ...rest, parent: block.parent }
      }),
  }
}

/**
 * Puts layers and blocks into another block, or with `undefined` into none. Blocks in which no layer is left are gone. What
 * cannot go there, as it holds that block, stays.
 */
export function moveIntoBlock(
  document: LoomDocument,
  ids: ReadonlySet<string>,
  blockId: string | undefined,
): LoomDocument {
  const around = new Set(blocksAround(document, blockId))
  const isMoved = (id: string, home: string | undefined) => ids.has(id) && !around.has(id) && home !== blockId
  const nodes = document.nodes.map((node) => {
    if (!isMoved(node.id, node.block)) return node
    const { block: _block, ...rest } = node
    return blockId === undefined ? rest : { ...rest, block: blockId }
  })
  const blocks = document.blocks.map((block) => {
    if (!isMoved(block.id, block.parent)) return block
    const { parent: _parent, ...rest } = block
    return blockId === undefined ? rest : { ...rest, parent: blockId }
  })
  const isSame = nodes.every((node, place) => node === document.nodes[place])
  if (isSame && blocks.every((block, place) => block === document.blocks[place])) return document
  return pruneBlocks({ ...document, nodes, blocks })
}

export function renameBlock(document: LoomDocument, blockId: string, name: string): LoomDocument {
  return updateBlock(document, blockId, (block) => ({ ...block, name }))
}

/** Gives layers, blocks and notes a colour; null takes it away, so that they have their own again. */
export function setColour(document: LoomDocument, ids: ReadonlySet<string>, colour: NodeColour | null): LoomDocument {
  const paint = <Each extends { id: string; colour?: NodeColour | undefined }>(each: Each): Each => {
    if (!ids.has(each.id)) return each
    const { colour: _old, ...rest } = each
    return (colour === null ? rest : { ...rest, colour }) as Each
  }
  return {
    ...document,
    nodes: document.nodes.map(paint),
    blocks: document.blocks.map(paint),
    notes: document.notes.map(paint),
  }
}

/** Collapses or expands every block; inner ones first when collapsing, so that frames are folded as they are seen. */
export function setAllCollapsed(document: LoomDocument, isCollapsed: boolean): LoomDocument {
  const byDepth = document.blocks
    .map(({ id }) => ({ id, depth: blocksAround(document, id).length }))
    .sort((a, b) => (isCollapsed ? b.depth - a.depth : a.depth - b.depth))
  return byDepth.reduce((changed, { id }) => setCollapsed(changed, id, isCollapsed), document)
}

function idsWithin(document: LoomDocument, blockId: string): Set<string> {
  return new Set(layersWithin(document, blockId).map(({ id }) => id))
}

/** Whether copies of a block can follow one another: it has one way in and one way out. */
export function isRepeatable(document: LoomDocument, blockId: string): boolean {
  const { sources, entries, exits } = portsOf(document, idsWithin(document, blockId))
  return sources.length <= 1 && entries.length > 0 && exits.length === 1
}

/**
 * Puts a block there `times` times, one after the other: each copy is a block of its own, fed by the one before it, and
 * what followed the block follows the last. The names are numbered. The same document where that cannot be.
 */
export function repeatBlock(document: LoomDocument, blockId: string, times: number): LoomDocument {
  const block = document.blocks.find(({ id }) => id === blockId)
  if (!block || times < 2 || !isRepeatable(document, blockId)) return document
  const inside = idsWithin(document, blockId)
  const ports = portsOf(document, inside)
  const before = blockBoxes(document)
  const old = before.get(blockId) ?? { left: 0, top: 0, right: 0, bottom: 0 }
  const step = old.bottom - old.top + copyGap
  const names = numberedNames(document, block.name)
  const leaving = document.edges.filter(({ source, target }) => inside.has(source) && !inside.has(target))
  let changed = renameBlock(document, blockId, names())
  let exit = ports.exits[0] ?? ''
  const copies = new Set([blockId])
  const fragment = takeFragment(document, inside)
  for (let copy = 1; copy < times; copy += 1) {
    const { document: grown, ids } = insertFragment(changed, fragment, { x: 0, y: copy * step }, block.parent)
    const copyId = ids.get(blockId) ?? ''
    changed = feed(
      renameBlock(grown, copyId, names()),
      exit,
      ports.entries.map((id) => ids.get(id) ?? ''),
    )
    exit = ids.get(ports.exits[0] ?? '') ?? ''
    copies.add(copyId)
  }
  const moved = new Set(leaving.map(({ id }) => id))
  changed = { ...changed, edges: changed.edges.map((edge) => (moved.has(edge.id) ? { ...edge, source: exit } : edge)) }
  const now = { ...old, bottom: old.bottom + (times - 1) * step }
  return makeRoom(changed, { staying: copies, parent: block.parent, old, now }, before)
}

/** Feeds `targets` from `source`. */
export function feed(document: LoomDocument, source: string, targets: readonly string[]): LoomDocument {
  const nextId = freshIds(document)
  const edges = targets.map((target) => ({ id: nextId('edge'), source, target }))
  return { ...document, edges: [...document.edges, ...edges] }
}

/** `Inception 1`, `Inception 2` and so on, without those that other blocks have. */
function numberedNames({ blocks }: LoomDocument, name: string): () => string {
  const stem = name.replace(/\s*\d+$/, '').trim()
  const taken = new Set(blocks.filter((block) => block.name !== name).map((block) => block.name))
  let number = 0
  return () => {
    do number += 1
    while (taken.has(`${stem} ${number}`.trim()))
    return `${stem} ${number}`.trim()
  }
}
