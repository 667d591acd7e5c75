import { canvas } from '../../editor/canvas-control.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import type { Action } from '../action.ts'

/** Selects the lines of the layer that has the keyboard, one after the other: to delete one, or to put a layer onto it. */
export const nextLineAction: Action = {
  id: 'nextLine',
  labelKey: 'actions.nextLine',
  shortcuts: ['L'],
  undo: 'never',
  scope: 'canvas',
  isEnabled: ({ document }) => document.edges.length > 0,
  perform() {
    const { selectedNodeIds, selectedEdgeIds, select } = useSelectionStore.getState()
    const id = canvas().focused() ?? selectedNodeIds.at(-1)
    const lines = canvas()
      .drawn()
      .edges.filter(({ source, target }) => source === id || target === id)
    const place = lines.findIndex((line) => selectedEdgeIds.includes(line.id))
    const line = lines[(place + 1) % lines.length]
    if (line) select([], [line.id])
  },
}
