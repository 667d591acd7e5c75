import type { ModelFormat } from '#shared/contract/models.ts'
import { core } from '../client/core-client.ts'
import { shell } from '../client/shell-client.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import type { Action } from './action.ts'

/** Writes the trained model in TensorFlow.js format into a folder that the person chooses. */
export const saveModelAction = saving('saveModel', 'tfjs', () => shell.chooseDirectory({ purpose: 'model' }))

/** Writes it as Python for Keras into such a folder. */
export const saveKerasAction = saving('saveKeras', 'keras', () => shell.chooseDirectory({ purpose: 'model' }))

/** Writes it as Python for PyTorch into such a folder. */
export const savePytorchAction = saving('savePytorch', 'pytorch', () => shell.chooseDirectory({ purpose: 'model' }))

/** Writes it as one ONNX file, which is tried out before. */
export const saveOnnxAction = saving('saveOnnx', 'onnx', () => {
  return shell.chooseNewFile({ purpose: 'onnx', name: useDocumentStore.getState().document.name })
})

function saving(id: string, format: ModelFormat, choosePlace: () => Promise<string | null>): Action {
  return {
    id,
    labelKey: `actions.${id}`,
    shortcuts: [],
    undo: 'never',
    isEnabled: ({ runPhase }) => runPhase === 'finished',
    async perform() {
      const { run } = useRunStore.getState()
      const path = await choosePlace()
      if (!run || path === null) return
      const { files, check } = await core.saveModel({ runId: run.runId, format, path })
      const difference = check?.largestDifference.toPrecision(2)
      useShellStore.getState().notify({
        tone: 'info',
        content: check
          ? {
              textKey: check.isOfData ? 'app:notices.modelTried' : 'app:notices.modelTriedByNoise',
              values: { path, count: check.pictures, difference: difference ?? '' },
            }
          : { textKey: 'app:notices.modelSaved', values: { directory: path, count: files.length } },
        folder: path,
      })
    },
  }
}
