import path from 'node:path'
import { app, type BrowserWindow, session } from 'electron'
import { shellCalls } from '#shared/contract/shell.ts'
import type { Locale } from '#shared/messages/message-table.ts'
import { registerAppScheme, serveRenderer } from './app-protocol.ts'
import { leftBehind } from './autosave.ts'
import { type CloseGuard, guardClosing } from './closing.ts'
import { createComputeWindow } from './compute-window.ts'
import { type CoreProcess, startCoreProcess } from './core-process.ts'
import { handCorePort } from './ipc/core-port.ts'
import { answerCalls, emitterTo, onCorePortRequest } from './ipc/guard.ts'
import { shellHandlers } from './ipc/shell-handlers.ts'
import { initialLocale, rememberLocale } from './locale.ts'
import { showMenu } from './menu.ts'
import { recentPaths } from './recent-files.ts'
import { refuseEverythingElse } from './security.ts'
import { emptyState, noteLeftBehind } from './shell-state.ts'
import { createWindow } from './windows.ts'

let window: BrowserWindow | undefined
let closeGuard: CloseGuard | undefined
let core: CoreProcess | undefined
let startFile: string | null = null
let hasBegun = false
const state = emptyState('en')
const camera = { isOn: false }
const computeWindow = createComputeWindow()
const emit = emitterTo(() => window?.webContents)

if (process.env.LAYERLOOM_USER_DATA) app.setPath('userData', path.resolve(process.env.LAYERLOOM_USER_DATA))
// As root, Linux has no sandbox, and Electron is started without; everyone else has it for every page.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerAppScheme()
refuseEverythingElse(camera)

if (app.requestSingleInstanceLock()) {
  startFile = projectAmong(process.argv, process.cwd())
  app.on('second-instance', (_event, argv, folder) => {
    bringToFront()
    const file = projectAmong(argv, folder)
    if (file) openFromOutside(file)
  })
  app.on('open-file', (event, file) => {
    event.preventDefault()
    openFromOutside(file)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (app.isReady() && !window) openWindow()
  })
  app.on('will-quit', () => core?.stop())
  void app.whenReady().then(begin)
} else {
  app.quit()
}

function begin(): void {
  state.locale = initialLocale()
  serveRenderer(session.defaultSession, path.join(app.getAppPath(), 'dist/renderer'))
  const recovered = leftBehind()
  if (recovered) noteLeftBehind(state, recovered)
  answerCalls(
    shellCalls,
    shellHandlers({
      state,
      window: () => window,
      takeStartFile,
      openLater: (file) => setTimeout(() => openFromOutside(file), 0),
      onRecentChanged: refreshMenu,
      onCameraSwitched: (isOn) => {
        camera.isOn = isOn
      },
      onLocaleChosen: chooseLocale,
      onCloseAnswered: (mayClose) => closeGuard?.answer(mayClose),
    }),
  )
  core = startCore()
  refreshMenu()
  openWindow()
}

function startCore(): CoreProcess {
  /** Whether the page has a port to renew. */
  let isJoined = false
  const started = startCoreProcess({
    onExit: (exitCode) => {
      computeWindow.close()
      emit('coreExited', { exitCode })
    },
    onOpenComputeWindow: () => computeWindow.open(started),
    onCloseComputeWindow: () => computeWindow.close(),
    onReady: () => {
      if (isJoined && window) handCorePort(started, window.webContents)
      emit('coreReady', {})
    },
  })
  onCorePortRequest((contents) => {
    isJoined = true
    handCorePort(started, contents)
  })
  return started
}

function openWindow(): void {
  const opened = createWindow(state)
  window = opened
  closeGuard = guardClosing(opened, state, emit)
  opened.on('closed', () => {
    window = undefined
    // On a Mac the program goes on without its window, and so does the training.
    if (process.platform !== 'darwin') computeWindow.close()
    hasBegun = false
    // What was not saved was given up; a later window begins anew.
    Object.assign(state, emptyState(state.locale))
  })
}

/** The start file is used once; from then on files are told to the window. */
function takeStartFile(): string | null {
  const file = startFile
  startFile = null
  hasBegun = true
  return file
}

function openFromOutside(file: string): void {
  if (hasBegun && window) emit('openFile', { path: file })
  else startFile = file
  if (app.isReady() && !window) openWindow()
}

function chooseLocale(locale: Locale): void {
  if (state.locale === locale) return
  state.locale = locale
  rememberLocale(locale)
  refreshMenu()
  emit('localeChanged', { locale })
}

function refreshMenu(): void {
  showMenu({
    locale: state.locale,
    recent: recentPaths({ exist: true }),
    onCommand: (command) => emit('menu', { command }),
    onRecent: (file) => emit('openFile', { path: file }),
    onLocale: chooseLocale,
  })
}

function bringToFront(): void {
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

function projectAmong(argv: readonly string[], folder: string): string | null {
  const named = argv.slice(1).find((argument) => !argument.startsWith('-') && argument.endsWith('.loom'))
  return named ? path.resolve(folder, named) : null
}
