import path from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import { wordingIn } from '#shared/messages/wording.ts'
import { homePage } from './app-protocol.ts'
import { notePageBegins, type ShellState } from './shell-state.ts'

const patienceMs = 60_000
const mostCrashes = 3

/** The one window: sandboxed, isolated, without Node.js. */
export function createWindow(state: ShellState): BrowserWindow {
  const window = new BrowserWindow({
    ...initialSize(),
    minWidth: 960,
    minHeight: 600,
    useContentSize: true,
    show: false,
    title: 'LayerLoom',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: path.join(app.getAppPath(), 'dist/electron/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  // The title is the drawing's name, which the window tells, not the page's.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) notePageBegins(state)
  })
  reviveAfterCrash(window, state)
  void window.loadURL(homePage)
  return window
}

/** A page whose process has died is loaded again; what was drawn comes back from the shell's copy. */
function reviveAfterCrash(window: BrowserWindow, state: ShellState): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    const now = Date.now()
    crashes = [...crashes.filter((at) => now - at < patienceMs), now]
    if (crashes.length > mostCrashes) return giveUp(state)
    void window.loadURL(homePage)
  })
}

/** The autosave stays: the next start brings the drawing back. */
function giveUp(state: ShellState): void {
  const say = wordingIn(state.locale)
  dialog.showErrorBox(say('shell.windowLost.message'), say('shell.windowLost.detail'))
  app.exit(1)
}

/** `LAYERLOOM_WINDOW_SIZE=1400x900` fixes the size of the page, for pictures and tests. */
function initialSize(): { width: number; height: number } {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(process.env.LAYERLOOM_WINDOW_SIZE ?? '') ?? []
  return { width: Number(width ?? 1440), height: Number(height ?? 900) }
}
