import { create } from 'zustand'
import { moveIntoBlock } from '#shared/document/blocks.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import type { ScreenPoint } from '../../stores/overlay-store.ts'
import { canvas } from '../canvas-control.ts'
import { type DraggedThings, findMoves, frameAt } from './frame-at.ts'

/** The block that dragged things would join where they are now, or leave. */
export interface BlockTarget {
  /** Layers and blocks of the drawing that would change their block; none for a layer that is still to come. */
  ids: readonly string[]
  /** Undefined: none any more. */
  blockId: string | undefined
  /** What they leave for no other block. */
  leftId: string | undefined
}

interface Aim {
  target: BlockTarget | null
  pointer: ScreenPoint
}

export const useBlockTarget = create<Aim>()(() => ({ target: null, pointer: { x: 0, y: 0 } }))

/** Looks where layers and blocks of the drawing that are dragged would belong. */
export function aimAtBlock(pointer: ScreenPoint, things: DraggedThings): void {
  const { document } = useDocumentStore.getState()
  const at = document.blocks.length > 0 ? canvas().toDrawing(pointer.x, pointer.y) : null
  const [first, ...others] = at ? findMoves(document, at, things) : []
  if (!first) {
    forgetBlock()
    return
  }
  const together = others.filter(({ next }) => next === first.next)
  const leftId = first.next === undefined ? first.home : undefined
  show({ ids: [first, ...together].map(({ id }) => id), blockId: first.next, leftId }, pointer)
}

/** Looks which frame a layer from the palette is over. */
export function aimNewAtBlock(pointer: ScreenPoint): void {
  const { document } = useDocumentStore.getState()
  const at = canvas().toDrawing(pointer.x, pointer.y)
  const blockId = at ? frameAt(document, at) : undefined
  if (blockId === undefined) forgetBlock()
  else show({ ids: [], blockId, leftId: undefined }, pointer)
}

function show(target: BlockTarget, pointer: ScreenPoint): void {
  const known = useBlockTarget.getState().target
  const isKnown = known && known.blockId === target.blockId && known.ids.join(' ') === target.ids.join(' ')
  useBlockTarget.setState({ target: isKnown ? known : target, pointer })
}

/** Ends the aiming and answers what was aimed at last. */
export function forgetBlock(): BlockTarget | null {
  const { target } = useBlockTarget.getState()
  if (target) useBlockTarget.setState({ target: null })
  return target
}

export function intoTarget(document: LoomDocument, { ids, blockId }: BlockTarget): LoomDocument {
  return moveIntoBlock(document, new Set(ids), blockId)
}
