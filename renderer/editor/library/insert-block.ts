import type { Fragment } from '#shared/document/fragment.ts'
import { insertBehind } from '#shared/document/insert-behind.ts'
import { seenNode } from '#shared/document/ports.ts'
import type { LoomNode } from '#shared/document/schema.ts'
import { checkedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import { canvas } from '../canvas-control.ts'

/** Builds a block for the number of channels that come in; null where that is not known. */
export type BuildBlock = (channels: number | null) => Fragment

/** Puts a block behind the selected layer, or into the middle of the view. */
export function insertBlock(build: BuildBlock): void {
  const { document } = useDocumentStore.getState()
  const after = seenNode(document, useSelectionStore.getState().selectedNodeIds.at(-1))
  const output = checkedGraph().nodes.find(({ node }) => node.id === after?.id)?.output
  put(after?.id ?? null, build(output?.length === 3 ? (output[2] ?? null) : null), canvas().center())
}

/** Puts a block where it was let go. */
export function dropBlockAt(build: BuildBlock, x: number, y: number): void {
  const at = canvas().toDrawing(x, y)
  if (at) put(null, build(null), { x: at.x - 100, y: at.y - 20 })
}

function put(afterId: string | null, fragment: Fragment, origin: LoomNode['position']): void {
  const { document, edit, endGesture } = useDocumentStore.getState()
  const inserted = insertBehind(document, fragment, { afterId, origin })
  endGesture()
  edit(() => inserted.document, 'app:edits.insertBlock')
  useSelectionStore.getState().select(inserted.nodeIds)
  const [block] = inserted.document.blocks.slice(-fragment.blocks.length)
  if (afterId !== null && block) canvas().reveal(block.id)
}
