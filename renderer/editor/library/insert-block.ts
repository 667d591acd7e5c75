import type { Fragment } from '#shared/document/fragment.ts'
import { type BehindPlace, insertBehind } from '#shared/document/insert-behind.ts'
import { seenNode } from '#shared/document/ports.ts'
import { checkedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import { canvas } from '../canvas-control.ts'
import { endBlockDrag } from '../palette-drag.ts'
import { revealIfHidden } from '../reveal-if-hidden.ts'

/** Builds a block for the number of channels that come in; null where that is not known. */
export type BuildBlock = (channels: number | null) => Fragment

/** Puts a block behind the selected layer, or into the middle of the view. */
export function insertBlock(build: BuildBlock): void {
  const { document } = useDocumentStore.getState()
  const after = seenNode(document, useSelectionStore.getState().selectedNodeIds.at(-1))
  const output = checkedGraph().nodes.find(({ node }) => node.id === after?.id)?.output
  const fragment = build(output?.length === 3 ? (output[2] ?? null) : null)
  put(fragment, { afterId: after?.id ?? null, origin: canvas().center() })
}

/** Puts a block where it was let go, or beside what lies there; into the frame there. */
export function dropBlock(build: BuildBlock): void {
  const dropped = endBlockDrag()
  if (!dropped) return
  const { at, blockId } = dropped
  put(build(null), { afterId: null, origin: { x: at.x - 100, y: at.y - 20 }, blockId })
}

function put(fragment: Fragment, place: BehindPlace): void {
  const { document, edit, endGesture } = useDocumentStore.getState()
  const { afterId } = place
  const inserted = insertBehind(document, fragment, place)
  endGesture()
  edit(() => inserted.document, 'app:edits.insertBlock')
  useSelectionStore.getState().select(inserted.nodeIds)
  const [block] = inserted.document.blocks.slice(-fragment.blocks.length)
  if (!block) return
  if (afterId === null) revealIfHidden(block)
  else canvas().reveal(block.id)
}
