import type { Action } from './action.ts'
import { saveProject } from './projects.ts'

export const saveProjectAction: Action = {
  id: 'save',
  labelKey: 'actions.save',
  shortcuts: ['Mod+S'],
  undo: 'never',
  isEnabled: () => true,
  perform: async () => void (await saveProject({ isElsewhere: false })),
}
