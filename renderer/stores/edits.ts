import { blocksAround } from '#shared/document/block-tree.ts'
import { renameBlock } from '#shared/document/blocks.ts'
import { setParameters, updateNode } from '#shared/document/edit.ts'
import { setCollapsed } from '#shared/document/place-blocks.ts'
import type { LoomNode } from '#shared/document/schema.ts'
import { useDocumentStore } from './document-store.ts'

/** Names a layer; an empty name gives it its kind's again. */
export function renameNode(nodeId: string, text: string): void {
  const name = text.trim().slice(0, 100)
  const { document, edit, endGesture } = useDocumentStore.getState()
  const node = document.nodes.find(({ id }) => id === nodeId)
  if (!node || (node.name ?? '') === name) return
  endGesture()
  edit(
    (now) => updateNode(now, nodeId, ({ name: _old, ...rest }) => (name ? { ...rest, name } : rest)),
    'app:edits.rename',
  )
}

/** Sets one parameter, also to a value that does not fit: the check of the graph says what is wrong with it. */
export function setParameter(
  nodeId: string,
  name: string,
  value: LoomNode['parameters'][string],
  gesture?: string,
): void {
  const { document, edit } = useDocumentStore.getState()
  const now = document.nodes.find(({ id }) => id === nodeId)?.parameters[name]
  if (JSON.stringify(now) === JSON.stringify(value)) return
  edit((before) => setParameters(before, nodeId, { [name]: value }), 'app:edits.parameter', { gesture })
}

/** Names a block; one without a name is called so. */
export function nameBlock(blockId: string, text: string): void {
  const name = text.trim().slice(0, 100)
  const { document, edit, endGesture } = useDocumentStore.getState()
  const block = document.blocks.find(({ id }) => id === blockId)
  if (!block || block.name === name) return
  endGesture()
  edit((now) => renameBlock(now, blockId, name), 'app:edits.renameBlock')
}

/** Draws a block as one node, or opens it. */
export function collapseBlock(blockId: string, isCollapsed: boolean): void {
  const { edit, endGesture } = useDocumentStore.getState()
  endGesture()
  edit((now) => setCollapsed(now, blockId, isCollapsed), isCollapsed ? 'app:edits.collapse' : 'app:edits.expand')
}

/** Opens the blocks that hide a layer, outermost first. */
export function uncover(nodeId: string): void {
  const { document, edit, endGesture } = useDocumentStore.getState()
  const around = blocksAround(document, document.nodes.find(({ id }) => id === nodeId)?.block).reverse()
  endGesture()
  edit((now) => around.reduce((open, id) => setCollapsed(open, id, false), now), 'app:edits.expand')
}
