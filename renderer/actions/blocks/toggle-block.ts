import { layersOf } from '#shared/document/block-tree.ts'
import { collapseBlock } from '../../stores/edits.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import { type Action, readActionState } from '../action.ts'
import { targetBlock } from './target-block.ts'

/** Collapses a block or opens it. */
export const toggleBlockAction: Action = {
  id: 'toggleBlock',
  labelKey: 'actions.toggleBlock',
  shortcuts: ['Mod+E'],
  undo: 'now',
  menu: { places: ['layers'], group: 'block' },
  isEnabled: (state) => targetBlock(state) !== null,
  perform() {
    const state = readActionState()
    const block = state.document.blocks.find(({ id }) => id === targetBlock(state))
    if (!block) return
    collapseBlock(block.id, !block.isCollapsed)
    useSelectionStore.getState().select(layersOf(state.document, block.id))
  },
}
