import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js'
import { coveringBlocks } from '#shared/document/block-tree.ts'
import { framePadding, nodeSize, rowHeight } from '#shared/document/extent.ts'
import type { Fragment } from '#shared/document/fragment.ts'
import { type Box, blockBoxes, boxAround, boxAt } from '#shared/document/place-blocks.ts'
import type { LoomNode } from '#shared/document/schema.ts'

export type Direction = 'down' | 'right'
export type Positions = ReadonlyMap<string, LoomNode['position']>

const { top, left, bottom, right } = framePadding
const padding = `[top=${top},left=${left},bottom=${bottom},right=${right}]`
const rowGap = rowHeight - nodeSize.height

/** They have to be said of each open block too. */
function options(direction: Direction): Record<string, string> {
  return {
    'elk.algorithm': 'layered',
    'elk.direction': direction === 'down' ? 'DOWN' : 'RIGHT',
    'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
    // Branches stay in the order in which they were drawn.
    'elk.layered.considerModelOrder.strategy': 'PREFER_EDGES',
    // Each branch begins beside the others: only where they share a row does their order mean anything.
    'elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE',
    'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
    'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
    'elk.layered.spacing.nodeNodeBetweenLayers': String(direction === 'down' ? rowGap : 80),
    'elk.spacing.nodeNode': '40',
    'elk.spacing.edgeNode': '24',
    'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  }
}

/** A layer or collapsed block, with the points at which lines end in the middle of its sides. */
function toElkNode(id: string, direction: Direction): ElkNode {
  const { width, height } = nodeSize
  const [first, last] = direction === 'down' ? (['NORTH', 'SOUTH'] as const) : (['WEST', 'EAST'] as const)
  const [start, end] =
    direction === 'down'
      ? [
          { x: width / 2, y: 0 },
          { x: width / 2, y: height },
        ]
      : [
          { x: 0, y: height / 2 },
          { x: width, y: height / 2 },
        ]
  return {
    id,
    width,
    height,
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: [
      { id: `${id} in`, ...start, layoutOptions: { 'elk.port.side': first } },
      { id: `${id} out`, ...end, layoutOptions: { 'elk.port.side': last } },
    ],
  }
}

/** What ELK is to lay out: layers, collapsed blocks as one node, open ones with what they hold. */
export function toElk(part: Fragment, direction: Direction): ElkNode {
  const covering = coveringBlocks(part)
  const nodes = new Map<string, ElkNode>()
  const children = new Map<string, ElkNode[]>()
  const put = (parent: string | undefined, node: ElkNode) => {
    nodes.set(node.id, node)
    const own = children.get(parent ?? '')
    if (own) own.push(node)
    else children.set(parent ?? '', [node])
  }
  for (const { id, block } of part.nodes) if (!covering.has(block ?? '')) put(block, toElkNode(id, direction))
  for (const { id, parent } of part.blocks) {
    const cover = covering.get(id)
    if (cover === id) put(parent, toElkNode(id, direction))
    else if (cover === undefined) put(parent, { id, layoutOptions: { ...options(direction), 'elk.padding': padding } })
  }
  for (const [id, node] of nodes) if (children.has(id)) node.children = children.get(id) ?? []
  return {
    id: 'drawing',
    layoutOptions: options(direction),
    children: children.get('') ?? [],
    edges: toElkEdges(part, covering),
  }
}

function toElkEdges(part: Fragment, covering: ReadonlyMap<string, string>): ElkExtendedEdge[] {
  const blockOf = new Map(part.nodes.map(({ id, block }) => [id, block]))
  const seen = (id: string) => covering.get(blockOf.get(id) ?? '') ?? id
  const edges = new Map<string, ElkExtendedEdge>()
  for (const { id, source, target } of part.edges) {
    const [from, to] = [seen(source), seen(target)]
    if (from !== to) edges.set(`${from} > ${to}`, { id, sources: [`${from} out`], targets: [`${to} in`] })
  }
  return [...edges.values()]
}

/** Where ELK has put the layers and collapsed blocks, with the upper left corner of all at `corner`. */
export function fromElk(laidOut: ElkNode, part: Fragment, corner: LoomNode['position']): Positions {
  const positions = new Map<string, LoomNode['position']>()
  const collect = ({ id, x = 0, y = 0, children = [] }: ElkNode, at: LoomNode['position']) => {
    const here = { x: at.x + x, y: at.y + y }
    positions.set(id, here)
    for (const child of children) collect(child, here)
  }
  for (const child of laidOut.children ?? []) collect(child, { x: 0, y: 0 })
  const open = new Set(part.blocks.filter(({ isCollapsed }) => !isCollapsed).map(({ id }) => id))
  const placed = [...positions].filter(([id]) => !open.has(id))
  const box = boxAround(placed.map(([, position]) => boxAt(position)))
  const shift = { x: corner.x - (box?.left ?? 0), y: corner.y - (box?.top ?? 0) }
  return new Map(placed.map(([id, { x, y }]) => [id, { x: Math.round(x + shift.x), y: Math.round(y + shift.y) }]))
}

/** The upper left corner of what is drawn of a part. */
export function cornerOf(part: Fragment): LoomNode['position'] {
  const covering = coveringBlocks(part)
  const boxes = blockBoxes(part)
  const shown: Box[] = [
    ...part.nodes.filter(({ block }) => !covering.has(block ?? '')).map(({ position }) => boxAt(position)),
    ...part.blocks.filter(({ id }) => covering.get(id) === id).flatMap(({ id }) => boxes.get(id) ?? []),
  ]
  const box = boxAround(shown)
  return { x: box?.left ?? 0, y: box?.top ?? 0 }
}
