import { core } from '../client/core-client.ts'
import { shell } from '../client/shell-client.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import type { Action } from './action.ts'

/** Writes the trained model in TensorFlow.js format into a folder that the person chooses. */
export const saveModelAction: Action = {
  id: 'saveModel',
  labelKey: 'actions.saveModel',
  shortcuts: [],
  undo: 'never',
  isEnabled: ({ runPhase }) => runPhase === 'finished',
  async perform() {
    const { run } = useRunStore.getState()
    const directory = await shell.chooseDirectory({ purpose: 'model' })
    if (!run || directory === null) return
    const { files } = await core.saveModel({ runId: run.runId, directory })
    useShellStore.getState().notify({
      tone: 'info',
      content: { textKey: 'app:notices.modelSaved', values: { directory, count: files.length } },
      folder: directory,
    })
  },
}
