import { isMac } from '../client/platform.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { type Action, runAction } from './action.ts'
import { actions } from './registry.ts'
import { matchesShortcut } from './shortcut.ts'
import { isOnPage } from './show-page.ts'

/** Does what a key stands for. In a text field only keys that mean nothing to the text. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isInDialog(event.target)) return
  const isPressed = (shortcut: string) => matchesShortcut(event, shortcut, isMac())
  const { page } = useShellStore.getState()
  const action = actions.find((each) => isOnPage(each, page) && each.shortcuts.some(isPressed))
  const shortcut = action?.shortcuts.find(isPressed)
  if (!action || shortcut === undefined || belongsToField(action, shortcut, event.target)) return
  if (action.scope === 'canvas' && !isOnCanvas(event.target)) return
  event.preventDefault()
  if (event.repeat && !action.repeats) return
  void runAction(action)
}

const fieldActions = new Set(['selectAll', 'copy', 'cut', 'paste', 'duplicate', 'undo', 'redo'])

/** Fields of the document have no undo of their own: each change of theirs is in the drawing already. */
function belongsToField({ id }: Action, shortcut: string, target: EventTarget | null): boolean {
  if (id === 'copy' && hasSelectedText()) return true
  if (!isTextField(target)) return false
  const isTyped = !/Mod\+|F\d+$|ContextMenu/.test(shortcut)
  const isUndo = id === 'undo' || id === 'redo'
  return isTyped || (fieldActions.has(id) && !(isUndo && target.closest('[data-document-field]')))
}

/** Text outside of fields can be selected too, such as the sentence of an error. */
function hasSelectedText(): boolean {
  return window.getSelection()?.type === 'Range'
}

/** Copy, cut and paste of the shell's menu, which comes to the page as the browser's own event. */
export function handleClipboard(event: ClipboardEvent): void {
  const action = actions.find(({ id }) => id === event.type)
  if (
    !action ||
    !isOnPage(action, useShellStore.getState().page) ||
    isTextField(event.target) ||
    isInDialog(event.target) ||
    hasSelectedText()
  )
    return
  event.preventDefault()
  void runAction(action)
}

export function isTextField(target: EventTarget | null): target is HTMLElement {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target.isContentEditable
}

/** Buttons on the canvas have their own use for the keys. */
function isOnCanvas(target: EventTarget | null): boolean {
  if (target === document.body) return true
  return target instanceof Element && target.closest('[data-canvas]') !== null && target.closest('button') === null
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"], [role="menu"]') !== null
}
