import { selectedBlock } from '#shared/document/block-tree.ts'
import type { LoomDocument } from '#shared/document/schema.ts'

type Selected = { document: LoomDocument; selectedNodeIds: string[] }

/** The block that a command is about: the selected one, else the one in which the selected layer stands. */
export function targetBlock({ document, selectedNodeIds }: Selected): string | null {
  const [only, ...others] = selectedNodeIds
  const block = selectedBlock(document, selectedNodeIds)
  if (block !== null || only === undefined || others.length > 0) return block
  return document.nodes.find(({ id }) => id === only)?.block ?? null
}
