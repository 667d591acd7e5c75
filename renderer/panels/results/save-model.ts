import { create } from 'zustand'
import { core } from '../../client/core-client.ts'
import { shell } from '../../client/shell-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useShellStore } from '../../stores/shell-store.ts'

export interface SavedModelState {
  isSaving: boolean
  /** What was written last, and of which run. */
  saved: { runId: string; directory: string; files: string[] } | null
}

export const useSavedModelStore = create<SavedModelState>()(() => ({ isSaving: false, saved: null }))

/** Asks for a folder and writes the trained model of the finished run into it; shows what was written and where. */
export async function saveTrainedModel(): Promise<void> {
  const { run } = useRunStore.getState()
  if (useSavedModelStore.getState().isSaving) return
  if (run?.state.phase !== 'finished') {
    useShellStore.getState().notify({ tone: 'info', content: { textKey: 'views:save.nothing' } })
    return
  }
  useSavedModelStore.setState({ isSaving: true })
  try {
    const directory = await shell.chooseDirectory({ purpose: 'model' })
    if (directory === null) return
    const { files } = await core.saveModel({ runId: run.runId, directory })
    useSavedModelStore.setState({ saved: { runId: run.runId, directory, files } })
    useShellStore.getState().showDock('confusion')
    useShellStore.getState().notify({ tone: 'info', content: { textKey: 'views:save.savedIn', values: { directory } } })
  } catch (thrown) {
    reportFailure(thrown)
  } finally {
    useSavedModelStore.setState({ isSaving: false })
  }
}

export async function showSavedModel(): Promise<void> {
  const { saved } = useSavedModelStore.getState()
  if (!saved) return
  try {
    await shell.showInFolder({ path: saved.directory })
  } catch (thrown) {
    reportFailure(thrown)
  }
}
