import type { OpenedProject } from '#shared/contract/shell.ts'
import { printDocument } from '#shared/document/parse.ts'
import type { Locale } from '#shared/messages/message-table.ts'
import { dropAutosave, keepAutosave } from './autosave.ts'
import { addRecentFile } from './recent-files.ts'

/** What the shell knows of the window's drawing, so that it outlives the window's process. */
export interface ShellState {
  locale: Locale
  /** As the window last told it. */
  project: OpenedProject | null
  /** What is known to be on disk. */
  saved: { path: string; text: string } | null
  isDirty: boolean
  isRecovered: boolean
  title: string
  /** Files that the person chose; only these are written without asking again. */
  chosenPaths: Set<string>
  /** What the person answered when the window was about to close, until the window has acted on it. */
  closeAnswer: 'save' | null
}

export function emptyState(locale: Locale): ShellState {
  return {
    locale,
    project: null,
    saved: null,
    isDirty: false,
    isRecovered: false,
    title: '',
    chosenPaths: new Set(),
    closeAnswer: null,
  }
}

/** The drawing is now what the file at its path holds. */
export function noteOnDisk(state: ShellState, project: OpenedProject & { path: string }): void {
  state.project = project
  state.saved = { path: project.path, text: printDocument(project.document) }
  state.isRecovered = false
  state.chosenPaths.add(project.path)
  addRecentFile(project.path)
  dropAutosave()
}

/** The drawing has changed. */
export function noteChange(state: ShellState, project: OpenedProject): void {
  state.project = project
  keepUnsaved(state)
}

/** The window says whether its drawing differs from the file. */
export function noteDirty(state: ShellState, isDirty: boolean, title: string): void {
  Object.assign(state, { isDirty, title, isRecovered: state.isRecovered && isDirty })
  keepUnsaved(state)
}

/** A copy is kept exactly as long as there is something that a crash would lose. */
function keepUnsaved({ project, isDirty, saved }: ShellState): void {
  const isOnDisk = project && saved && project.path === saved.path && printDocument(project.document) === saved.text
  if (!isDirty || isOnDisk) dropAutosave()
  else if (project) keepAutosave(project)
}

/** A drawing found after a crash: it is dirty, and its file may be written as before. */
export function noteRecovered(state: ShellState, project: OpenedProject): void {
  state.project = project
  state.isRecovered = true
  state.isDirty = true
  if (project.path) state.chosenPaths.add(project.path)
}
