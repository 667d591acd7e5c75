import type { MenuCommand } from '#shared/contract/shell.ts'
import { runAction } from '../actions/action.ts'
import { isTextField } from '../actions/keyboard.ts'
import { maySetAside, openProjectAt, shownTitle, showProject } from '../actions/projects.ts'
import { actionOfMenu } from '../actions/registry.ts'
import { isOnPage } from '../actions/show-page.ts'
import { detachCore } from '../client/core-client.ts'
import { onShellEvent, pathOfFile, shell } from '../client/shell-client.ts'
import { switchLocale } from '../i18n/setup.ts'
import { useDataStore } from '../stores/data-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { reportFailure } from '../stores/report-failure.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useShellStore } from '../stores/shell-store.ts'

/** Asks the shell what to begin with. */
export async function beginWithShell(): Promise<void> {
  try {
    const start = await shell.start({})
    switchLocale(start.locale)
    useShellStore.getState().setVersion(start.version)
    if (start.project) showProject(start.project, { isUnsaved: start.isRecovered })
    if (start.isRecovered) {
      useShellStore.getState().notify({ tone: 'info', content: { textKey: 'app:notices.recovered' } })
    }
  } catch (thrown) {
    reportFailure(thrown)
  } finally {
    useShellStore.getState().setBegun()
  }
}

/** Does what the shell's menu, its files and its core process ask for. The answer stops it. */
export function followShell(): () => void {
  const stops = [
    onShellEvent('menu', ({ command }) => doMenuCommand(command)),
    onShellEvent('openFile', ({ path }) => void openProjectAt(path).catch(reportFailure)),
    onShellEvent('localeChanged', ({ locale }) => switchLocale(locale)),
    onShellEvent('closing', () => void answerClosing()),
    onShellEvent('coreExited', ({ exitCode }) => {
      detachCore()
      useRunStore.getState().handleCoreExit()
      useShellStore.getState().setCoreExit({ exitCode, isBack: false })
    }),
    onShellEvent('coreReady', () => {
      const { coreExit, setCoreExit } = useShellStore.getState()
      if (coreExit) setCoreExit({ ...coreExit, isBack: true })
      useDataStore.getState().load(useDocumentStore.getState().document.data, { isForced: true })
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** In a text field the edit commands of the menu are about the text. */
function doMenuCommand(command: MenuCommand): void {
  const field = window.document.activeElement
  const isInText = isTextField(field) && !field.closest('[data-document-field]')
  if (isTextField(field) && command === 'selectAll') window.document.execCommand('selectAll')
  else if (isTextField(field) && command === 'delete') window.document.execCommand('delete')
  else if (isInText && (command === 'undo' || command === 'redo')) window.document.execCommand(command)
  else if (isOnPage(actionOfMenu(command), useShellStore.getState().page)) void runAction(actionOfMenu(command))
}

async function answerClosing(): Promise<void> {
  const mayClose = await maySetAside().catch((thrown: unknown) => {
    reportFailure(thrown)
    return false
  })
  await shell.confirmClose({ mayClose }).catch(reportFailure)
}

const autosaveDelayMs = 1000

/** Tells the shell of the dirty mark at once, and keeps a copy of the drawing a moment after each change. */
export function keepShellInformed(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tellDirty = () => {
    const { isDirty } = useDocumentStore.getState()
    shell.setDirty({ isDirty, title: shownTitle() }).catch(reportFailure)
  }
  const autosave = () => {
    const { document, path, isDirty } = useDocumentStore.getState()
    if (isDirty) shell.autosave({ document, path }).catch(reportFailure)
  }
  tellDirty()
  const stop = useDocumentStore.subscribe((now, before) => {
    const hasTitle = now.path !== before.path || now.document.name !== before.document.name
    if (now.isDirty !== before.isDirty || hasTitle) tellDirty()
    if (now.document === before.document) return
    clearTimeout(timer)
    timer = setTimeout(autosave, autosaveDelayMs)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

/** Opens the data set that the drawing asks for, and the run that the core still knows after a reload of the window. */
export function followData(): () => void {
  const load = () => useDataStore.getState().load(useDocumentStore.getState().document.data)
  load()
  void useRunStore.getState().refresh().catch(reportFailure)
  return useDocumentStore.subscribe((now, before) => {
    if (now.document.data !== before.document.data) load()
  })
}

/** A project dropped on the window opens; anything else dropped there is refused. */
export function acceptDroppedFiles(): () => void {
  const over = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  }
  const drop = (event: DragEvent) => {
    const [file] = event.dataTransfer?.files ?? []
    if (!file) return
    event.preventDefault()
    const path = pathOfFile(file)
    if (path) openProjectAt(path).catch(reportFailure)
  }
  window.addEventListener('dragover', over)
  window.addEventListener('drop', drop)
  return () => {
    window.removeEventListener('dragover', over)
    window.removeEventListener('drop', drop)
  }
}
