import type { RunDetails } from '#shared/contract/records.ts'
import { isSameChoice } from '../stores/data-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { type DockTab, useShellStore } from '../stores/shell-store.ts'
import { maySetAside, showProject } from './projects.ts'

const aboutDrawings: readonly DockTab[] = ['layers', 'problems']

/** Opens a recorded run as it was left: its drawing as the project, and its network, trained. */
export async function openRun({ runId, document }: Pick<RunDetails, 'runId' | 'document'>): Promise<void> {
  if (!(await maySetAside())) return
  // What is drawn stays where the run cannot be opened.
  if (!(await useRunStore.getState().open(runId))) return
  showProject({ document, path: null })
  const { dockTab, showDock } = useShellStore.getState()
  showDock(aboutDrawings.includes(dockTab) ? 'curves' : dockTab)
}

/** Of a run that is open without its pictures: where they were, or where the drawing has its data now. */
export async function lookForPictures(): Promise<void> {
  const { run, open } = useRunStore.getState()
  if (!run) return
  const { data } = useDocumentStore.getState().document
  await (isSameChoice(data, run.document.data) ? open(run.runId) : open(run.runId, data))
}
