import { selectedBlock } from '#shared/document/block-tree.ts'
import { setColour } from '#shared/document/blocks.ts'
import { type NodeColour, nodeColours } from '#shared/document/schema.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { Action } from './action.ts'

/** One command for each colour, and one for the colour that things have by themselves. */
export const colourActions: readonly Action[] = [...nodeColours, null].map((colour) => ({
  id: `colour-${colour ?? 'none'}`,
  labelKey: `colours.${colour ?? 'none'}`,
  shortcuts: [],
  undo: 'now',
  menu: { places: ['layers'], group: 'colour' },
  isEnabled: ({ selectedNodeIds }) => selectedNodeIds.length > 0,
  perform: () => paintSelection(colour),
}))

/** Paints a block that is selected whole, else the selected layers and notes. */
export function paintSelection(colour: NodeColour | null): void {
  const { document, edit, endGesture } = useDocumentStore.getState()
  const { selectedNodeIds } = useSelectionStore.getState()
  const block = selectedBlock(document, selectedNodeIds)
  const ids = new Set(block === null ? selectedNodeIds : [block])
  endGesture()
  edit((now) => setColour(now, ids, colour), 'app:edits.colour')
}
