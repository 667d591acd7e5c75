import path from 'node:path'
import { app, BrowserWindow, MessageChannelMain, session } from 'electron'
import { computePort } from '#shared/contract/compute.ts'
import { computePage, serveCompute } from './app-protocol.ts'
import type { CoreProcess } from './core-process.ts'

/** The hidden window in which the core trains on Chromium's own WebGPU; one at a time. */
export interface ComputeWindow {
  /** In place of the one before; the core is told when it is gone unasked. */
  open(core: CoreProcess): void
  close(): void
}

/** Forgotten with the program; nothing of the other window's is seen from it. */
const partition = 'compute'

export function createComputeWindow(): ComputeWindow {
  let present: BrowserWindow | undefined

  const close = () => {
    const window = present
    present = undefined
    if (window && !window.isDestroyed()) window.destroy()
  }

  return {
    close,
    open(core) {
      close()
      const window = createHiddenWindow()
      present = window
      const tellGone = (reason: string) => {
        if (present !== window) return
        close()
        core.tellComputeWindowGone(`${reason}.`)
      }
      watch(window, tellGone)
      const { port1, port2 } = new MessageChannelMain()
      core.joinComputeWindow(port1)
      window.webContents.once('did-finish-load', () => window.webContents.postMessage(computePort, null, [port2]))
      void window.loadURL(computePage)
    },
  }
}

function createHiddenWindow(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    skipTaskbar: true,
    title: 'LayerLoom compute',
    webPreferences: {
      preload: path.join(app.getAppPath(), 'dist/electron/compute-preload.cjs'),
      session: computeSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // It is never seen, and must not be slowed down for that.
      backgroundThrottling: false,
    },
  })
}

let served = false

function computeSession() {
  const own = session.fromPartition(partition)
  if (!served) serveCompute(own, path.join(app.getAppPath(), 'dist/compute'))
  served = true
  return own
}

/** It shows its one page: nobody navigates it, and nothing else is loaded in its place. */
function watch(window: BrowserWindow, tellGone: (reason: string) => void): void {
  const { webContents } = window
  const refuse = (event: { preventDefault(): void }) => event.preventDefault()
  webContents.on('will-navigate', refuse)
  webContents.on('will-redirect', refuse)
  webContents.on('render-process-gone', (_event, { reason }) => tellGone(`the window's process ended (${reason})`))
  webContents.on('did-fail-load', (_event, _code, description) => tellGone(`its page did not load (${description})`))
  window.on('closed', () => tellGone('the window was closed'))
}
