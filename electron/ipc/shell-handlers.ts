import path from 'node:path'
import { app, type BrowserWindow, clipboard, shell } from 'electron'
import type { CallInput, CallOutput, Handlers } from '#shared/contract/define.ts'
import type { OpenedProject, ShellCalls } from '#shared/contract/shell.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Locale } from '#shared/messages/message-table.ts'
import { type Wording, wordingIn } from '#shared/messages/wording.ts'
import { dropBlock, keepBlock, readLibrary, replaceBlock } from '../block-library.ts'
import { printReport } from '../print-report.ts'
import { forgetRecentFile, recentFiles } from '../recent-files.ts'
import { noteChange, noteDirty, noteOnDisk, type ShellState } from '../shell-state.ts'
import { keepVersion, readVersions } from '../versions.ts'
import {
  askForDataFile,
  askForFolder,
  askForProject,
  askSave,
  askWhereToSave,
  askWhereToSaveModel,
  askWhereToSaveReport,
} from './dialogs.ts'
import { readProject, writeProject, writeReport } from './files.ts'

export interface ShellContext {
  state: ShellState
  window(): BrowserWindow | undefined
  /** The file named when the program was started, once. */
  takeStartFile(): string | null
  /** Tells the window of a file once it has begun. */
  openLater(file: string): void
  onRecentChanged(): void
  onCameraSwitched(isOn: boolean): void
  onLocaleChosen(locale: Locale): void
  onCloseAnswered(mayClose: boolean): void
}

/** What each call of the window does. */
export function shellHandlers(context: ShellContext): Handlers<ShellCalls> {
  const { state } = context
  const say = () => wordingIn(state.locale)
  return {
    start: async () => {
      await openStartFile(context)
      const { locale, project, isDirty } = state
      return { locale, project, isRecovered: isDirty && project !== null, version: app.getVersion() }
    },
    openDialog: async () => {
      const file = await askForProject(openWindow(context), say())
      return file ? openFile(context, file) : null
    },
    openPath: ({ path: file }) => openFile(context, file),
    save: ({ document, path: file }) => save(context, document, file),
    saveAs: ({ document, path: file }) => saveAs(context, document, file),
    saveReport: (report) => saveReport(context, report),
    chooseProject: async () => {
      const file = await askForProject(openWindow(context), say())
      return file ? readProject(path.resolve(file)) : null
    },
    recentFiles,
    forgetRecent: ({ path: file }) => {
      forgetRecentFile(file)
      context.onRecentChanged()
    },
    keepVersion: ({ project, document, cause }) => {
      return keepVersion(versionFolder(), project, { document, cause, keptAt: Date.now() })
    },
    versions: ({ project }) => readVersions(versionFolder(), project),
    autosave: ({ document, path: file }) => noteChange(state, { document, path: file }),
    setDirty: ({ isDirty, title }) => {
      noteDirty(state, isDirty, title)
      showTitle(openWindow(context), title || say()('shell.untitled'), isDirty)
    },
    // Someone who just chose to save while closing is not asked a second time.
    askSave: ({ title }) => state.closeAnswer ?? askSave(openWindow(context), say(), title),
    chooseDirectory: ({ purpose }) => {
      return askForFolder(openWindow(context), say()(folderTitles[purpose]))
    },
    chooseFile: ({ purpose }) => askForDataFile(openWindow(context), say(), purpose),
    chooseNewFile: ({ name }) => {
      const proposal = path.join(app.getPath('documents'), `${fileName(name, say())}.onnx`)
      return askWhereToSaveModel(openWindow(context), say(), proposal)
    },
    setCamera: ({ isOn }) => context.onCameraSwitched(isOn),
    setLocale: ({ locale }) => context.onLocaleChosen(locale),
    confirmClose: ({ mayClose }) => context.onCloseAnswered(mayClose),
    readClipboard: () => clipboard.readText(),
    writeClipboard: ({ text }) => clipboard.writeText(text),
    blockLibrary: () => readLibrary(blockFolder()),
    keepBlock: ({ document }) => keepBlock(blockFolder(), document),
    replaceBlock: (block) => replaceBlock(blockFolder(), block),
    dropBlock: ({ id }) => dropBlock(blockFolder(), id),
    showInFolder: ({ path: file }) => shell.showItemInFolder(path.resolve(file)),
  }
}

const folderTitles = { idx: 'shell.chooseIdx', model: 'shell.chooseModel', pictures: 'shell.choosePictures' } as const

const blockFolder = () => path.join(app.getPath('userData'), 'blocks')
const versionFolder = () => path.join(app.getPath('userData'), 'versions')

/**
 * A file named at the start is opened right away. Where that cannot be (a drawing was recovered, the file is damaged), the
 * window is told of it afterwards like of any other file, so that it can ask or show the error.
 */
async function openStartFile(context: ShellContext): Promise<void> {
  const file = context.takeStartFile()
  if (!file) return
  if (context.state.isDirty) return context.openLater(file)
  await openFile(context, file).catch(() => context.openLater(file))
}

async function openFile(context: ShellContext, file: string): Promise<OpenedProject> {
  const absolute = path.resolve(file)
  const project = await readProject(absolute)
  noteOnDisk(context.state, { ...project, path: absolute })
  context.onRecentChanged()
  return project
}

type Saved = CallOutput<ShellCalls['save']>

async function save(context: ShellContext, document: LoomDocument, file: string | null): Promise<Saved> {
  if (!file || !context.state.chosenPaths.has(file)) return saveAs(context, document, file)
  await writeProject(file, document)
  noteOnDisk(context.state, { document, path: file })
  context.onRecentChanged()
  return { path: file }
}

async function saveAs(context: ShellContext, document: LoomDocument, file: string | null): Promise<Saved> {
  const say = wordingIn(context.state.locale)
  const proposal = file ?? path.join(app.getPath('documents'), `${fileName(document.name, say)}.loom`)
  const chosen = await askWhereToSave(openWindow(context), say, proposal)
  if (!chosen) return null
  context.state.chosenPaths.add(chosen)
  return save(context, document, chosen)
}

/** A page as it is, or printed as PDF where the person gives the file that ending. */
async function saveReport(
  context: ShellContext,
  { html, name }: CallInput<ShellCalls['saveReport']>,
): Promise<CallOutput<ShellCalls['saveReport']>> {
  const say = wordingIn(context.state.locale)
  const proposal = path.join(app.getPath('documents'), `${fileName(name, say)}.html`)
  const chosen = await askWhereToSaveReport(openWindow(context), say, proposal)
  if (!chosen) return null
  const isPdf = path.extname(chosen).toLowerCase() === '.pdf'
  await writeReport(chosen, isPdf ? await printReport(html) : html)
  return { path: chosen }
}

/** Of what people typed, what all systems take as a file's name. */
function fileName(name: string, say: Wording): string {
  return (name || say('shell.untitled')).replaceAll(/[\\/:*?"<>|]/g, '-').slice(0, 100)
}

function showTitle(window: BrowserWindow, title: string, isDirty: boolean): void {
  window.setTitle(`${isDirty ? '• ' : ''}${title} — LayerLoom`)
  window.setDocumentEdited(isDirty)
}

function openWindow(context: ShellContext): BrowserWindow {
  const window = context.window()
  if (!window) throw new LoomError('common.unexpected', { reason: 'the window is closed' })
  return window
}
