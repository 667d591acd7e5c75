import { framePadding, nodeSize } from '../document/extent.ts'
import type { LoomDocument } from '../document/schema.ts'
import { type Item, type Link, type Placed, placeItems } from './layering.ts'
import type { Room } from './wrap-rows.ts'

type Position = { x: number; y: number }

/** What stands directly in a block, or in none, and the lines between. */
interface Level {
  blocks: string[]
  nodes: string[]
  links: Map<string, Link>
  hasEntry: boolean
  hasExit: boolean
}

/** Ports of a block, through which lines from and to the outside run. */
const entry = 'entry of the block'
const exit = 'exit of the block'

/** The part for the drawing of a common screen. */
const commonRoom: Room = { width: 912, height: 488 }

/**
 * The document with every layer and block at a tidy place: rows from top to bottom, branches side by side, in columns
 * where it is long, as many as fill the room best. What stands in a collapsed block is placed as well, for when it is
 * opened.
 */
export function arrange(document: LoomDocument, room: Room = commonRoom): LoomDocument {
  const levels = collectLevels(document)
  const collapsed = new Set(document.blocks.filter(({ isCollapsed }) => isCollapsed).map(({ id }) => id))
  const inside = new Map<string, Placed>()
  for (const id of innermostFirst(document)) inside.set(id, placeLevel(levels.get(id), { inside, collapsed, room }))
  const positions = new Map<string, Position>()
  const settle = (level: Level | undefined, placed: Placed | undefined, origin: Position) => {
    for (const id of [...(level?.nodes ?? []), ...(level?.blocks ?? [])]) {
      const corner = placed?.corners.get(id) ?? { x: 0, y: 0 }
      positions.set(id, { x: origin.x + corner.x, y: origin.y + corner.y })
    }
    for (const id of level?.blocks ?? []) {
      const { x, y } = positions.get(id) ?? origin
      // A collapsed block opens around the middle of where it stands.
      const shift = collapsed.has(id) ? (nodeSize.width - frameSize(inside.get(id)).width) / 2 : 0
      settle(levels.get(id), inside.get(id), { x: x + shift + framePadding.left, y: y + framePadding.top })
    }
  }
  settle(levels.get(''), placeLevel(levels.get(''), { inside, collapsed, room }), { x: 0, y: 0 })
  const place = <Each extends { id: string; position: Position }>(each: Each): Each => ({
    ...each,
    position: positions.get(each.id) ?? each.position,
  })
  return { ...document, nodes: document.nodes.map(place), blocks: document.blocks.map(place) }
}

interface Surroundings {
  /** The blocks that are placed already. */
  inside: ReadonlyMap<string, Placed>
  collapsed: ReadonlySet<string>
  room: Room
}

function placeLevel(level: Level | undefined, { inside, collapsed, room }: Surroundings): Placed {
  if (!level) return placeItems([], [], null)
  const port = (id: string): Item => ({ id, width: nodeSize.width, height: 0 })
  const items: Item[] = [
    ...(level.hasEntry ? [port(entry)] : []),
    ...level.nodes.map((id) => ({ id, ...nodeSize })),
    ...level.blocks.map((id) => ({ id, ...(collapsed.has(id) ? nodeSize : frameSize(inside.get(id))) })),
    ...(level.hasExit ? [port(exit)] : []),
  ]
  const links = [...level.links.values()]
  const isOutermost = !level.hasEntry && !level.hasExit
  return placeItems(items, links, isOutermost || isChain(items, links) ? room : null)
}

/** In a frame, other lines would cross the columns. */
function isChain(items: readonly Item[], links: readonly Link[]): boolean {
  const ends = new Set(links.map(({ source }) => source)).size === links.length
  return ends && new Set(links.map(({ target }) => target)).size === links.length && links.length === items.length - 1
}

function frameSize(placed: Placed | undefined): { width: number; height: number } {
  const { top, right, bottom, left } = framePadding
  return { width: (placed?.width ?? 0) + left + right, height: (placed?.height ?? 0) + top + bottom }
}

/** The levels by block; the outermost one is ''. */
function collectLevels(document: LoomDocument): Map<string, Level> {
  const levels = new Map<string, Level>()
  const levelOf = (id: string): Level => {
    const level = levels.get(id) ?? { blocks: [], nodes: [], links: new Map(), hasEntry: false, hasExit: false }
    levels.set(id, level)
    return level
  }
  for (const { id, parent = '' } of document.blocks) levelOf(parent).blocks.push(id)
  for (const { id, block = '' } of document.nodes) levelOf(block).nodes.push(id)
  const wayTo = waysFromOutside(document)
  for (const { source, target } of document.edges) {
    const out = wayTo(source)
    const into = wayTo(target)
    let depth = 0
    while (out[depth + 1] !== undefined && out[depth + 1] === into[depth + 1]) depth += 1
    addLink(levelOf(out[depth] ?? ''), out[depth + 1] ?? '', into[depth + 1] ?? '')
    for (let inner = depth + 1; inner < out.length - 1; inner += 1) {
      levelOf(out[inner] ?? '').hasExit = true
      addLink(levelOf(out[inner] ?? ''), out[inner + 1] ?? '', exit)
    }
    for (let inner = depth + 1; inner < into.length - 1; inner += 1) {
      levelOf(into[inner] ?? '').hasEntry = true
      addLink(levelOf(into[inner] ?? ''), entry, into[inner + 1] ?? '')
    }
  }
  return levels
}

function addLink(level: Level, source: string, target: string): void {
  if (source !== target) level.links.set(`${source} > ${target}`, { source, target })
}

/** For a layer: '', the blocks around it from the outermost in, and itself. */
function waysFromOutside(document: LoomDocument): (nodeId: string) => string[] {
  const parents = new Map(document.blocks.map(({ id, parent }) => [id, parent]))
  const blockOf = new Map(document.nodes.map(({ id, block }) => [id, block]))
  return (nodeId) => {
    const way = [nodeId]
    for (let id = blockOf.get(nodeId); id !== undefined; id = parents.get(id)) way.unshift(id)
    return ['', ...way]
  }
}

function innermostFirst(document: LoomDocument): string[] {
  const parents = new Map(document.blocks.map(({ id, parent }) => [id, parent]))
  const depthOf = (id: string): number => {
    const parent = parents.get(id)
    return parent === undefined ? 0 : depthOf(parent) + 1
  }
  return [...parents.keys()].sort((a, b) => depthOf(b) - depthOf(a))
}
