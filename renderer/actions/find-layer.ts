import { useOverlayStore } from '../stores/overlay-store.ts'
import type { Action } from './action.ts'

/** A list of all layers, to be found by name or kind. */
export const findLayerAction: Action = {
  id: 'findLayer',
  labelKey: 'actions.findLayer',
  shortcuts: ['Mod+F'],
  undo: 'never',
  menu: { places: ['canvas'], group: 'view' },
  isEnabled: ({ document }) => document.nodes.length > 0,
  perform: () => useOverlayStore.getState().open({ kind: 'search' }),
}
