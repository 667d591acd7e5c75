import type { LoomDocument, LoomNode } from './schema.ts'

type Standing = Pick<LoomDocument, 'nodes' | 'blocks'>

type Blocks = LoomDocument['blocks']
const parentsOfBlocks = new WeakMap<Blocks, Map<string, string | undefined>>()

/** The block that each block stands in; worked out once for a list of blocks. */
function parentsOf(blocks: Blocks): Map<string, string | undefined> {
  const known = parentsOfBlocks.get(blocks)
  if (known) return known
  const parents = new Map(blocks.map(({ id, parent }) => [id, parent]))
  parentsOfBlocks.set(blocks, parents)
  return parents
}

/** The blocks around something that stands in `blockId`, from that one out. */
export function blocksAround({ blocks }: Pick<LoomDocument, 'blocks'>, blockId: string | undefined): string[] {
  const parents = parentsOf(blocks)
  const around: string[] = []
  for (let id = blockId; id !== undefined && parents.has(id); id = parents.get(id)) around.push(id)
  return around
}

/** A block and all blocks in it. */
export function blocksWithin({ blocks }: Pick<LoomDocument, 'blocks'>, blockId: string): Set<string> {
  const inner = new Map<string, string[]>()
  for (const { id, parent } of blocks) {
    if (parent === undefined) continue
    const own = inner.get(parent)
    if (own) own.push(id)
    else inner.set(parent, [id])
  }
  const found = new Set([blockId])
  for (const id of found) for (const each of inner.get(id) ?? []) found.add(each)
  return found
}

/** The layers of a block and of all blocks in it. */
export function layersWithin(document: Standing, blockId: string): LoomNode[] {
  const blocks = blocksWithin(document, blockId)
  return document.nodes.filter(({ block }) => block !== undefined && blocks.has(block))
}

/** What something on the canvas stands for: a block for its layers, anything else for itself. */
export function layersOf(document: Standing, id: string): string[] {
  return parentsOf(document.blocks).has(id) ? layersWithin(document, id).map((node) => node.id) : [id]
}

/**
 * The block that is selected when exactly these layers are; null when they are no block. An open block with a single layer
 * gives way to that layer.
 */
export function selectedBlock(document: Standing, nodeIds: readonly string[]): string | null {
  if (nodeIds.length === 0 || document.blocks.length === 0) return null
  const chosen = new Set(nodeIds)
  const [first] = document.nodes.filter(({ id }) => chosen.has(id))
  const around = blocksAround(document, first?.block).reverse()
  const isAll = (id: string) => {
    const layers = layersWithin(document, id)
    return layers.length === chosen.size && layers.every((layer) => chosen.has(layer.id))
  }
  const isOpen = (id: string) => document.blocks.find((block) => block.id === id)?.isCollapsed === false
  const found = around.find(isAll)
  return found === undefined || (chosen.size === 1 && isOpen(found)) ? null : found
}

/** For each block that is not drawn as a frame: the collapsed block that stands for it on the canvas, maybe itself. */
export function coveringBlocks(document: Pick<LoomDocument, 'blocks'>): Map<string, string> {
  const collapsed = new Set(document.blocks.filter(({ isCollapsed }) => isCollapsed).map(({ id }) => id))
  const covering = new Map<string, string>()
  if (collapsed.size === 0) return covering
  for (const { id } of document.blocks) {
    const cover = blocksAround(document, id).filter((around) => collapsed.has(around))
    const outermost = cover.at(-1)
    if (outermost !== undefined) covering.set(id, outermost)
  }
  return covering
}

/** Blocks of which all layers are among `nodeIds`. */
export function wholeBlocks(document: Standing, nodeIds: ReadonlySet<string>): Set<string> {
  const whole = new Set(document.blocks.map(({ id }) => id))
  const filled = new Set<string>()
  for (const { id, block } of document.nodes) {
    if (block === undefined) continue
    for (const around of blocksAround(document, block)) {
      filled.add(around)
      if (!nodeIds.has(id)) whole.delete(around)
    }
  }
  return new Set([...whole].filter((id) => filled.has(id)))
}

/** Without the blocks in which no layer is left. */
export function pruneBlocks(document: LoomDocument): LoomDocument {
  if (document.blocks.length === 0) return document
  const filled = new Set(document.nodes.flatMap(({ block }) => block ?? []))
  for (const id of filled) {
    const parent = parentsOf(document.blocks).get(id)
    if (parent !== undefined) filled.add(parent)
  }
  const blocks = document.blocks.filter(({ id }) => filled.has(id))
  return blocks.length === document.blocks.length ? document : { ...document, blocks }
}
