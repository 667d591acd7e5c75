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
  /**
   * A page is about to show a drawing that is on no disk. Until it has, it speaks of the blank one that it begins with, and
   * what it says of it must not drop the copy.
   */
  isHandingBack: boolean
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
    isHandingBack: false,
    title: '',
    chosenPaths: new Set(),
    closeAnswer: null,
  }
}

/** The drawing is now what the file at its path holds. */
export function noteOnDisk(state: ShellState, project: OpenedProject & { path: string }): void {
  state.project = project
  state.saved = { path: project.path, text: printDocument(project.document) }
  state.isHandingBack = false
  state.chosenPaths.add(project.path)
  addRecentFile(project.path)
  dropAutosave()
}

/** The drawing has changed. */
export function noteChange(state: ShellState, project: OpenedProject): void {
  if (state.isHandingBack) return
  state.project = project
  keepUnsaved(state)
}

/** The window says whether its drawing differs from the file. */
export function noteDirty(state: ShellState, isDirty: boolean, title: string): void {
  if (state.isHandingBack && !isDirty) return
  Object.assign(state, { isDirty, title, isHandingBack: false })
  keepUnsaved(state)
}

/** A copy is kept exactly as long as there is something that a crash would lose. */
function keepUnsaved({ project, isDirty, saved }: ShellState): void {
  const isOnDisk = project && saved && project.path === saved.path && printDocument(project.document) === saved.text
  if (!isDirty || isOnDisk) dropAutosave()
  else if (project) keepAutosave(project)
}

/** A drawing that the last session left behind: it is on no disk, and its file may be written as before. */
export function noteLeftBehind(state: ShellState, project: OpenedProject): void {
  state.project = project
  state.isDirty = true
  if (project.path) state.chosenPaths.add(project.path)
}

/** A page begins anew: at the start, after its crash, or because it was reloaded. */
export function notePageBegins(state: ShellState): void {
  state.isHandingBack = state.isDirty && state.project !== null
}
