import type { Action } from './action.ts'
import { newProject } from './projects.ts'

export const newProjectAction: Action = {
  id: 'new',
  labelKey: 'actions.new',
  shortcuts: ['Mod+N'],
  undo: 'never',
  isEnabled: () => true,
  perform: async () => void (await newProject()),
}
