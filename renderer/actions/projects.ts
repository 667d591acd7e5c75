import i18next from 'i18next'
import type { OpenedProject } from '#shared/contract/shell.ts'
import { emptyDocument, type LoomDocument } from '#shared/document/schema.ts'
import { shell } from '../client/shell-client.ts'
import { canvas } from '../editor/canvas-control.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { projectTitle } from '../stores/project-title.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { keepVersion } from '../stores/versions.ts'

/** The project's name as people see it, also when it has none. */
export function shownTitle(): string {
  const { document, path } = useDocumentStore.getState()
  return projectTitle(document, path) || i18next.t('app:untitled')
}

/** Writes the project. False when the person cancelled. */
export async function saveProject(options: { isElsewhere: boolean }): Promise<boolean> {
  const { document, path } = useDocumentStore.getState()
  const saved = options.isElsewhere ? await shell.saveAs({ document, path }) : await shell.save({ document, path })
  if (!saved) return false
  useDocumentStore.getState().markSaved(document, saved.path)
  await keepVersion('save')
  return true
}

/** Whether the drawing may give way to another one: a dirty one is saved, or thrown away, as the person says. */
export async function maySetAside(): Promise<boolean> {
  if (!useDocumentStore.getState().isDirty) return true
  const wish = await shell.askSave({ title: shownTitle() })
  if (wish === 'save') return saveProject({ isElsewhere: false })
  return wish === 'discard'
}

export function showProject({ document, path }: OpenedProject, options: { isUnsaved?: boolean } = {}): void {
  useSelectionStore.getState().select([])
  useDocumentStore.getState().replace(document, path, options)
  useShellStore.getState().showPage('network')
  canvas().showBeginning()
}

/** False when the person keeps what is there. */
export async function newProject(document: LoomDocument = emptyDocument()): Promise<boolean> {
  if (!(await maySetAside())) return false
  showProject({ document, path: null })
  return true
}

export async function openProject(): Promise<void> {
  if (!(await maySetAside())) return
  const opened = await shell.openDialog({})
  if (opened) showProject(opened)
}

/** Opens a file that was dropped on the window, double-clicked or picked from the recent ones. */
export async function openProjectAt(path: string): Promise<void> {
  if (await maySetAside()) showProject(await shell.openPath({ path }))
}
