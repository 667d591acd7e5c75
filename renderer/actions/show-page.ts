import { type Page, pages, useShellStore } from '../stores/shell-store.ts'
import type { Action } from './action.ts'

export const showNetworkAction = showPage('network')
export const showDataAction = showPage('data')
export const showRunsAction = showPage('runs')

/** Brings up one page of the window: Mod+1, Mod+2 … in their order. */
function showPage(page: Page): Action {
  return {
    id: `page-${page}`,
    labelKey: `actions.page-${page}`,
    shortcuts: [`Mod+${pages.indexOf(page) + 1}`],
    undo: 'never',
    isEnabled: () => true,
    perform: () => useShellStore.getState().showPage(page),
  }
}

const everywhere: ReadonlySet<string> = new Set([
  ...[showNetworkAction, showDataAction, showRunsAction].map(({ id }) => id),
  ...['new', 'open', 'save', 'saveAs', 'recent', 'versions', 'compare', 'templates'],
  ...['undo', 'redo', 'train', 'pause', 'stop', 'saveModel', 'saveOnnx', 'saveKeras', 'savePytorch'],
  ...['about', 'showCommands', 'showShortcuts'],
])

/** Whether an action means something on a page: what is done to the drawing is done where it can be seen. */
export function isOnPage({ id }: Action, page: Page): boolean {
  return page === 'network' || everywhere.has(id)
}
