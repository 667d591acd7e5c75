import { canvas } from '../editor/canvas-control.ts'
import type { Action } from './action.ts'

export const fitViewAction: Action = {
  id: 'fitView',
  labelKey: 'actions.fitView',
  shortcuts: ['F'],
  undo: 'never',
  menu: { places: ['canvas'], group: 'view' },
  isEnabled: ({ document }) => document.nodes.length > 0,
  perform: () => canvas().fitView(),
}
