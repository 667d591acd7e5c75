import type { Action } from './action.ts'
import { saveProject } from './projects.ts'

export const saveProjectAsAction: Action = {
  id: 'saveAs',
  labelKey: 'actions.saveAs',
  shortcuts: ['Mod+Shift+S'],
  undo: 'never',
  isEnabled: () => true,
  perform: async () => void (await saveProject({ isElsewhere: true })),
}
