import { app, type BrowserWindow } from 'electron'
import type { Emit } from '#shared/contract/define.ts'
import type { ShellEvents } from '#shared/contract/shell.ts'
import { wordingIn } from '#shared/messages/wording.ts'
import { dropAutosave } from './autosave.ts'
import { askSave } from './ipc/dialogs.ts'
import type { ShellState } from './shell-state.ts'

export interface CloseGuard {
  /** The window has saved, or could not. */
  answer(mayClose: boolean): void
}

/** Asks before a window with unsaved changes closes, also when the whole program is quitting. */
export function guardClosing(window: BrowserWindow, state: ShellState, emit: Emit<ShellEvents>): CloseGuard {
  let mayClose = false
  let isAsking = false
  let isQuitting = false

  const quit = () => {
    isQuitting = true
  }
  app.on('before-quit', quit)
  window.on('closed', () => app.off('before-quit', quit))

  const finish = () => {
    mayClose = true
    dropAutosave()
    if (isQuitting) app.quit()
    else window.close()
  }

  const ask = async () => {
    isAsking = true
    const choice = await askSave(window, wordingIn(state.locale), state.title).finally(() => {
      isAsking = false
    })
    if (choice === 'discard') return finish()
    if (choice === 'cancel') {
      isQuitting = false
      return
    }
    state.closeAnswer = 'save'
    emit('closing', {})
  }

  window.on('close', (event) => {
    if (mayClose || !state.isDirty) return dropAutosave()
    event.preventDefault()
    if (!isAsking) void ask()
  })

  return {
    answer: (isSaved) => {
      state.closeAnswer = null
      if (isSaved) finish()
      else isQuitting = false
    },
  }
}
