import { isRepeatable, repeatBlock } from '#shared/document/blocks.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { type Action, readActionState } from '../action.ts'
import { targetBlock } from './target-block.ts'

/** Puts a copy of a block behind it; the inspector makes any number of them. */
export const repeatBlockAction: Action = {
  id: 'repeatBlock',
  labelKey: 'actions.repeatBlock',
  shortcuts: [],
  undo: 'now',
  menu: { places: ['layers'], group: 'block' },
  isEnabled(state) {
    const blockId = targetBlock(state)
    return blockId !== null && isRepeatable(state.document, blockId)
  },
  perform() {
    const blockId = targetBlock(readActionState())
    if (blockId !== null) repeatTimes(blockId, 2)
  },
}

/** So that the block is there `times` times, one after the other. */
export function repeatTimes(blockId: string, times: number): void {
  const { edit, endGesture } = useDocumentStore.getState()
  endGesture()
  edit((document) => repeatBlock(document, blockId, times), 'app:edits.repeatBlock')
}
