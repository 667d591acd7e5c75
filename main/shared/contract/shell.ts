import { z } from 'zod'
import { longestText } from '../document/fragment-text.ts'
import { documentSchema, type LoomDocument } from '../document/schema.ts'
import { locales } from '../messages/message-table.ts'
import { type Answer, type CallInput, type CallOutput, call, type EventPayload, event } from './define.ts'

const path = z.string().min(1).max(4096)

/** A project as the window gets it; `path` is null for one that was never saved. */
export interface OpenedProject {
  document: LoomDocument
  path: string | null
}

/** A project that was opened or saved lately. */
export interface RecentFile {
  path: string
  name: string
  folder: string
  /** Milliseconds since 1970; null where the file is gone. */
  changedAt: number | null
  /** Null where it cannot be read. */
  document: LoomDocument | null
}

/** Why a version was kept: the drawing was saved, trained, or about to be rewritten. */
export const versionCauses = ['save', 'run', 'rewrite'] as const
export type VersionCause = (typeof versionCauses)[number]

/** What versions are kept under: the project's file; while there is none, `draft`. */
const projectKey = z.object({ path: path.nullable(), draft: z.uuid() })
export type ProjectKey = z.infer<typeof projectKey>

/** A project as it was. */
export interface ProjectVersion {
  id: string
  /** Milliseconds since 1970. */
  keptAt: number
  cause: VersionCause
  document: LoomDocument
}

export interface ProjectVersions {
  /** Newest first. */
  versions: ProjectVersion[]
  /** Files of versions that cannot be read. */
  damaged: string[]
}

/** A block of the person's own, kept as a drawing that holds nothing else. */
export interface LibraryBlock {
  id: string
  document: LoomDocument
}

export interface BlockLibrary {
  blocks: LibraryBlock[]
  /** Files that could not be read and were given another name. */
  setAside: string[]
}

/** What the window needs to begin. */
export interface ShellStart {
  locale: (typeof locales)[number]
  /** The file named on the command line or opened by double click, or the recovered drawing; null for a new one. */
  project: OpenedProject | null
  /** Whether `project` is a drawing that a crash left behind. */
  isRecovered: boolean
  version: string
}

/** What the window asks of the shell (Electron's main process), each checked by schema and sender. */
export const shellCalls = {
  start: call<ShellStart>()(z.object({})),
  /** Asks for a file; null when the person cancels. Errors: document.*. */
  openDialog: call<OpenedProject | null>()(z.object({})),
  /** Opens a file that was dropped on the window or picked from the recent ones. */
  openPath: call<OpenedProject>()(z.object({ path })),
  /** Writes to `path`, or asks for one when it is null. Null when the person cancels. */
  save: call<{ path: string } | null>()(z.object({ document: documentSchema, path: path.nullable() })),
  saveAs: call<{ path: string } | null>()(z.object({ document: documentSchema, path: path.nullable() })),
  /**
   * Writes a page to a file that the person chooses: as it is, or as PDF where the file has that ending. Null when the person
   * cancels. Errors: shell.reportUnwritable.
   */
  saveReport: call<{ path: string } | null>()(
    z.object({ html: z.string().max(200_000_000), name: z.string().max(2000) }),
  ),
  /** A file that the person chooses, only to look at; null when the person cancels. Errors: document.*. */
  chooseProject: call<OpenedProject | null>()(z.object({})),
  recentFiles: call<RecentFile[]>()(z.object({})),
  forgetRecent: call<void>()(z.object({ path })),
  /** Errors: document.unwritable. */
  keepVersion: call<void>()(z.object({ project: projectKey, document: documentSchema, cause: z.enum(versionCauses) })),
  versions: call<ProjectVersions>()(z.object({ project: projectKey })),
  /** Keeps a copy that outlives a crash; sent a moment after each change. */
  autosave: call<void>()(z.object({ document: documentSchema, path: path.nullable() })),
  /** The dirty mark of the window; the shell asks before it closes a dirty one. */
  setDirty: call<void>()(z.object({ isDirty: z.boolean(), title: z.string().max(300) })),
  /** Save / Don't save / Cancel, before a dirty drawing is replaced. */
  askSave: call<'save' | 'discard' | 'cancel'>()(z.object({ title: z.string().max(300) })),
  /** A folder to read from or to write to; null when the person cancels. */
  chooseDirectory: call<string | null>()(z.object({ purpose: z.enum(['idx', 'model', 'pictures']) })),
  /** A file to read from; null when the person cancels. */
  chooseFile: call<string | null>()(z.object({ purpose: z.enum(['data', 'pictures']) })),
  /** A file to write to, named after the document; null when the person cancels. */
  chooseNewFile: call<string | null>()(z.object({ purpose: z.enum(['onnx']), name: z.string().max(2000) })),
  /** Lets the page ask for the camera, until it is switched off or the page is left. */
  setCamera: call<void>()(z.object({ isOn: z.boolean() })),
  setLocale: call<void>()(z.object({ locale: z.enum(locales) })),
  /** Answers the event `closing`: whether the window may close now. */
  confirmClose: call<void>()(z.object({ mayClose: z.boolean() })),
  showInFolder: call<void>()(z.object({ path })),
  /** The text of the system's clipboard; empty where it holds none. */
  readClipboard: call<string>()(z.object({})),
  writeClipboard: call<void>()(z.object({ text: z.string().max(longestText) })),
  /** The person's own blocks. */
  blockLibrary: call<BlockLibrary>()(z.object({})),
  /** Errors: document.unwritable. */
  keepBlock: call<LibraryBlock>()(z.object({ document: documentSchema })),
  /** Writes one anew, under another name or with other words about it. Errors: document.unwritable. */
  replaceBlock: call<LibraryBlock>()(z.object({ id: z.uuid(), document: documentSchema })),
  dropBlock: call<void>()(z.object({ id: z.uuid() })),
}

export const menuCommands = [
  'new',
  'open',
  'save',
  'saveAs',
  'undo',
  'redo',
  'delete',
  'selectAll',
  'fitView',
  'train',
  'pause',
  'stop',
  'saveModel',
  'saveOnnx',
  'saveKeras',
  'savePytorch',
  'templates',
  'versions',
  'compare',
  'showNetwork',
  'showData',
  'showRuns',
  'showShortcuts',
  'about',
] as const
export type MenuCommand = (typeof menuCommands)[number]

/** What the shell tells the window. */
export const shellEvents = {
  menu: event<{ command: MenuCommand }>(),
  /** A file opened from outside: double click, recent menu, drop on the dock. */
  openFile: event<{ path: string }>(),
  localeChanged: event<{ locale: (typeof locales)[number] }>(),
  /** The person wants to close a dirty window; the window saves if asked to and answers `confirmClose`. */
  closing: event<Record<string, never>>(),
  /** The core process ended unasked. It is being started again; `coreReady` follows with a new port. */
  coreExited: event<{ exitCode: number }>(),
  coreReady: event<Record<string, never>>(),
}

export type ShellCalls = typeof shellCalls
export type ShellEvents = typeof shellEvents

/**
 * What the preload script puts on `window.loom`. The core's MessagePort cannot cross the bridge: preload posts it to the
 * page as `window.postMessage('loom:core-port', origin, [port])`, once per started core process.
 */
export interface ShellBridge {
  call<Name extends keyof ShellCalls & string>(
    name: Name,
    input: CallInput<ShellCalls[Name]>,
  ): Promise<Answer<CallOutput<ShellCalls[Name]>>>
  on<Name extends keyof ShellEvents & string>(
    name: Name,
    listener: (payload: EventPayload<ShellEvents[Name]>) => void,
  ): () => void
  /** The path of a dropped file; empty where there is none. */
  pathOfFile(file: unknown): string
  platform: string
}

/** Asks for a new port, after a reload of the page. */
export const corePortRequest = 'loom:core-port'
