import type { Action } from './action.ts'
import { openProject } from './projects.ts'

export const openProjectAction: Action = {
  id: 'open',
  labelKey: 'actions.open',
  shortcuts: ['Mod+O'],
  undo: 'never',
  isEnabled: () => true,
  perform: () => openProject(),
}
