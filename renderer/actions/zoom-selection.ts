import { canvas } from '../editor/canvas-control.ts'
import type { Action } from './action.ts'

export const zoomSelectionAction: Action = {
  id: 'zoomSelection',
  labelKey: 'actions.zoomSelection',
  shortcuts: ['Shift+F'],
  undo: 'never',
  menu: { places: ['layers'], group: 'view' },
  isEnabled: ({ selectedNodeIds }) => selectedNodeIds.length > 0,
  perform: () => canvas().zoomTo([...canvas().selectedBoxes().keys()]),
}
