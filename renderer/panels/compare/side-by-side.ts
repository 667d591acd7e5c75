import { setAllCollapsed } from '#shared/document/blocks.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { ComparedLayer } from '#shared/graph/compare-graphs.ts'
import { drawPicture, type GraphPicture, joinId, type PictureTone } from '#shared/graph/graph-picture.ts'

export interface TonedPicture {
  picture: GraphPicture
  tones: ReadonlyMap<string, PictureTone>
}

/** Drawings that share less than this of the larger one are no versions of one another. */
const leastShare = 0.5

/** Whether the drawings have so much in common that one picture shows both. */
export function areAlike(rows: readonly ComparedLayer[]): boolean {
  const matched = rows.filter(({ before, after }) => before && after).length
  const count = (side: 'before' | 'after') => rows.filter((row) => row[side]).length
  return matched >= leastShare * Math.max(count('before'), count('after'))
}

/** Each drawing as it is, with what became of its layers: of the first what is gone, of the second what is new. */
export function drawSideBySide(
  before: LoomDocument,
  after: LoomDocument,
  rows: readonly ComparedLayer[],
): { before: TonedPicture; after: TonedPicture } {
  return { before: drawSide(before, rows, 'before'), after: drawSide(after, rows, 'after') }
}

/** Of the room for both, wider or higher as the window is; what counts is which way round it is. */
const room = { width: 3, height: 4 }

/** Whether two pictures are seen larger above one another than beside one another. */
export function isStackedBest(pictures: readonly Pick<GraphPicture, 'width' | 'height'>[]): boolean {
  const count = pictures.length
  const scale = (width: number, height: number) =>
    Math.min(...pictures.map((picture) => Math.min(width / picture.width, height / picture.height)))
  return scale(room.width, room.height / count) > scale(room.width / count, room.height)
}

function drawSide(document: LoomDocument, rows: readonly ComparedLayer[], side: 'before' | 'after'): TonedPicture {
  const drawing = setAllCollapsed(document, false)
  const tones = new Map<string, PictureTone>(drawing.nodes.map(({ id }) => [id, 'same']))
  for (const row of rows) {
    const id = row[side]?.node.id
    if (id !== undefined) tones.set(id, row.change === 'moved' ? 'same' : row.change)
  }
  const own = side === 'before' ? 'removed' : 'added'
  for (const { source, target } of drawing.edges) {
    const isOwn = tones.get(source) === own || tones.get(target) === own
    tones.set(joinId(source, target), isOwn ? own : 'same')
  }
  return { picture: drawPicture({ ...drawing, blocks: [], nodes: drawing.nodes.map(withoutBlock) }), tones }
}

function withoutBlock({ block: _, ...node }: LoomDocument['nodes'][number]): LoomDocument['nodes'][number] {
  return node
}
