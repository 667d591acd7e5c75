import { useLibraryStore } from '../../stores/library-store.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import { type Action, readActionState } from '../action.ts'
import { targetBlock } from './target-block.ts'

/** Puts a copy of a block into the person's own library, from which every project can take it. */
export const keepBlockAction: Action = {
  id: 'keepBlock',
  labelKey: 'actions.keepBlock',
  shortcuts: [],
  undo: 'never',
  menu: { places: ['layers'], group: 'block' },
  isEnabled: (state) => targetBlock(state) !== null,
  async perform() {
    const state = readActionState()
    const blockId = targetBlock(state)
    const block = state.document.blocks.find(({ id }) => id === blockId)
    if (!block) return
    await useLibraryStore.getState().keep(state.document, block.id)
    const content = { textKey: 'app:notices.blockKept', values: { name: block.name } }
    useShellStore.getState().notify({ tone: 'info', content })
  },
}
