import { dissolveBlock } from '#shared/document/blocks.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { type Action, readActionState } from '../action.ts'
import { targetBlock } from './target-block.ts'

export const dissolveBlockAction: Action = {
  id: 'dissolveBlock',
  labelKey: 'actions.dissolveBlock',
  shortcuts: ['Mod+Shift+G'],
  undo: 'now',
  menu: { places: ['layers'], group: 'block' },
  isEnabled: (state) => targetBlock(state) !== null,
  perform() {
    const blockId = targetBlock(readActionState())
    if (blockId === null) return
    useDocumentStore.getState().edit((document) => dissolveBlock(document, blockId), 'app:edits.dissolveBlock')
  },
}
