import { layersOf } from '#shared/document/block-tree.ts'
import { canvas } from '../../editor/canvas-control.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import type { Action } from '../action.ts'

/** Enter shows the layer that has the keyboard in the inspector, and goes to its first field. */
export const openInspectorAction: Action = {
  id: 'openInspector',
  labelKey: 'actions.openInspector',
  shortcuts: ['Enter'],
  undo: 'never',
  scope: 'canvas',
  menu: { places: ['layers'], group: 'view' },
  isEnabled: ({ document }) => document.nodes.length > 0,
  perform() {
    const id = canvas().focused()
    const { selectedNodeIds, select } = useSelectionStore.getState()
    const own = id === null ? [] : layersOf(useDocumentStore.getState().document, id)
    if (own.length > 0 && !own.every((each) => selectedNodeIds.includes(each))) select(own)
    useShellStore.getState().showSidebar('layer')
    requestAnimationFrame(() =>
      window.document.querySelector<HTMLElement>('[data-testid="inspector"] [data-document-field]')?.focus(),
    )
  },
}
