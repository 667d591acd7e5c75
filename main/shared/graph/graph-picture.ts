import { coveringBlocks } from '../document/block-tree.ts'
import { nodeSize } from '../document/extent.ts'
import type { LoomDocument, LoomNode } from '../document/schema.ts'
import { findLayer } from '../layers/registry.ts'

/** A layer, or a collapsed block, which is drawn as a pile. */
export interface PictureBox {
  id: string
  x: number
  y: number
  /** Whose colour it has: in a block, of the layers that there are most of. */
  kind: string
  isBlock: boolean
  name: string
}

export interface PictureLine {
  id: string
  /** The `d` of an SVG path. */
  path: string
}

/** What a small picture of a drawing shows, in the drawing's pixels. */
export interface GraphPicture {
  boxes: PictureBox[]
  lines: PictureLine[]
  left: number
  top: number
  width: number
  height: number
}

/** What became of a box or a line between two drawings that are laid over each other. */
export type PictureTone = 'same' | 'changed' | 'added' | 'removed'

/** The id of the line between two boxes. */
export function joinId(source: string, target: string): string {
  return `${source} > ${target}`
}

/** Letters of a name that fit side by side into a box. */
export const lineLength = 13

/** A name in one line or in two alike, broken before a word: `GlobalAverage`, `Pooling2D`. */
export function wrapName(name: string): string[] {
  if (name.length <= lineLength) return [name]
  const places = [...name.matchAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[ _-])/g)].map(({ index }) => index)
  const longest = (place: number) => Math.max(place, name.length - place)
  const [best] = places.sort((a, b) => longest(a) - longest(b))
  return best === undefined ? [name] : [name.slice(0, best).trim(), name.slice(best)]
}

export function drawPicture(document: LoomDocument): GraphPicture {
  const covering = coveringBlocks(document)
  const shownOf = new Map(
    document.nodes.map(({ id, block }) => [id, (block === undefined ? undefined : covering.get(block)) ?? id]),
  )
  const boxes = [...layerBoxes(document, shownOf), ...blockBoxes(document, shownOf)]
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const lines = new Map<string, PictureLine>()
  for (const edge of document.edges) {
    const source = byId.get(shownOf.get(edge.source) ?? '')
    const target = byId.get(shownOf.get(edge.target) ?? '')
    if (!source || !target || source === target) continue
    const id = joinId(source.id, target.id)
    lines.set(id, { id, path: join(source, target) })
  }
  const left = Math.min(...boxes.map(({ x }) => x), 0)
  const top = Math.min(...boxes.map(({ y }) => y), 0)
  const width = Math.max(...boxes.map(({ x }) => x + nodeSize.width), left + nodeSize.width) - left
  const height = Math.max(...boxes.map(({ y }) => y + nodeSize.height), top + nodeSize.height) - top
  return { boxes, lines: [...lines.values()], left, top, width, height }
}

function layerBoxes({ nodes }: LoomDocument, shownOf: ReadonlyMap<string, string>): PictureBox[] {
  return nodes
    .filter(({ id }) => shownOf.get(id) === id)
    .map(({ id, kind, name = kind, position }) => ({ id, ...position, kind, isBlock: false, name }))
}

function blockBoxes({ blocks, nodes }: LoomDocument, shownOf: ReadonlyMap<string, string>): PictureBox[] {
  const inside = new Map<string, LoomNode[]>()
  for (const node of nodes) {
    const shown = shownOf.get(node.id) ?? node.id
    if (shown !== node.id) inside.set(shown, [...(inside.get(shown) ?? []), node])
  }
  return blocks.flatMap(({ id, name, position }) => {
    const own = inside.get(id)
    return own ? [{ id, ...position, kind: mostFrequentKind(own), isBlock: true, name }] : []
  })
}

/** Of the layers with weights, where there are some: an Inception module is convolutions, not poolings. */
function mostFrequentKind(nodes: readonly LoomNode[]): string {
  const counts = new Map<string, number>()
  for (const { kind } of nodes) {
    const isMain = ['convolution', 'core'].includes(findLayer(kind)?.group ?? '')
    counts.set(kind, (counts.get(kind) ?? 0) + (isMain ? 1000 : 1))
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? ''
}

/** From the lower side of a box to the upper side of one below it; else between the sides that face each other. */
function join(source: PictureBox, target: PictureBox): string {
  const { width, height } = nodeSize
  if (target.y >= source.y + height || target.x === source.x) {
    const [x1, y1, x2, y2] = [source.x + width / 2, source.y + height, target.x + width / 2, target.y]
    const half = (y1 + y2) / 2
    return `M${x1} ${y1}C${x1} ${half} ${x2} ${half} ${x2} ${y2}`
  }
  const isRight = target.x > source.x
  const [x1, x2] = isRight ? [source.x + width, target.x] : [source.x, target.x + width]
  const [y1, y2] = [source.y + height / 2, target.y + height / 2]
  const half = (x1 + x2) / 2
  return `M${x1} ${y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}`
}
