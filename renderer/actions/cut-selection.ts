import type { Action } from './action.ts'
import { copySelectionAction } from './copy-selection.ts'
import { deleteSelectionAction } from './delete-selection.ts'

export const cutSelectionAction: Action = {
  id: 'cut',
  labelKey: 'actions.cut',
  shortcuts: ['Mod+X'],
  undo: 'now',
  menu: { places: ['layers'], group: 'clip' },
  isEnabled: copySelectionAction.isEnabled,
  async perform() {
    await copySelectionAction.perform()
    await deleteSelectionAction.perform()
  },
}
