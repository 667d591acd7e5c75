import { type ProjectDialog, useProjectDialogs } from '../stores/project-dialogs.ts'
import type { Action } from './action.ts'

export const showRecentAction = showDialog('recent', 'Mod+Shift+O')
export const showVersionsAction = showDialog('versions', 'Mod+Shift+H')
export const compareAction = showDialog('compare', 'Mod+Shift+D')

function showDialog(dialog: ProjectDialog, shortcut: string): Action {
  return {
    id: dialog,
    labelKey: `actions.${dialog}`,
    shortcuts: [shortcut],
    undo: 'never',
    menu: { places: ['canvas'], group: 'project' },
    isEnabled: () => true,
    perform: () => useProjectDialogs.getState().show(dialog),
  }
}
