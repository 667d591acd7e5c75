import { blocksWithin, layersOf } from '#shared/document/block-tree.ts'
import type { LoomDocument, LoomNode } from '#shared/document/schema.ts'
import type { CanvasNode } from './flow-types.ts'

type Positions = ReadonlyMap<string, LoomNode['position']>

/**
 * Where a drag puts things, with what lies in a frame that was dragged: it goes along, unless it was dragged itself.
 * `nodes` are those on the canvas at the time.
 */
export function followFrames(document: LoomDocument, nodes: readonly CanvasNode[], moved: Positions): Positions {
  const frames = nodes.filter(({ id, type }) => type === 'frame' && moved.has(id))
  if (frames.length === 0) return moved
  const all = new Map([...moved].filter(([id]) => !frames.some((frame) => frame.id === id)))
  for (const frame of frames) {
    const to = moved.get(frame.id) ?? frame.position
    const within = new Set([...layersOf(document, frame.id), ...blocksWithin(document, frame.id)])
    for (const { id, type, position } of nodes) {
      if (type === 'frame' || !within.has(id) || all.has(id)) continue
      all.set(id, { x: position.x + to.x - frame.position.x, y: position.y + to.y - frame.position.y })
    }
  }
  return all
}

/** Moves layers, collapsed blocks and notes to where a drag has left them; the same document when none has moved. */
export function commitPositions(document: LoomDocument, positions: Positions): LoomDocument {
  let isMoved = false
  const move = <Each extends { id: string; position: LoomNode['position'] }>(each: Each): Each => {
    const position = positions.get(each.id)
    if (!position || !Number.isFinite(position.x) || !Number.isFinite(position.y)) return each
    if (position.x === each.position.x && position.y === each.position.y) return each
    isMoved = true
    return { ...each, position: { x: position.x, y: position.y } }
  }
  const moved = {
    ...document,
    nodes: document.nodes.map(move),
    blocks: document.blocks.map(move),
    notes: document.notes.map(move),
  }
  return isMoved ? moved : document
}
