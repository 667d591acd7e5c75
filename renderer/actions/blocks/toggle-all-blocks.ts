import { setAllCollapsed } from '#shared/document/blocks.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import type { Action } from '../action.ts'

export const collapseAllAction: Action = {
  id: 'collapseAll',
  labelKey: 'actions.collapseAll',
  shortcuts: ['Mod+Shift+E'],
  undo: 'now',
  menu: { places: ['canvas'], group: 'block' },
  isEnabled: ({ document }) => document.blocks.some(({ isCollapsed }) => !isCollapsed),
  perform() {
    useDocumentStore.getState().edit((document) => setAllCollapsed(document, true), 'app:edits.collapse')
  },
}

export const expandAllAction: Action = {
  id: 'expandAll',
  labelKey: 'actions.expandAll',
  shortcuts: [],
  undo: 'now',
  menu: { places: ['canvas'], group: 'block' },
  isEnabled: ({ document }) => document.blocks.some(({ isCollapsed }) => isCollapsed),
  perform() {
    useDocumentStore.getState().edit((document) => setAllCollapsed(document, false), 'app:edits.expand')
  },
}
