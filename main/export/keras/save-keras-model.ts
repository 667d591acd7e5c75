import { nameLayers } from '#main/compile/tfjs/layer-names.ts'
import { listMainNodes } from '#shared/graph/heads.ts'
import type { ModelToSave } from '../describe-model.ts'
import { listMainWeights, type PythonRequest, savePythonModel } from '../python/save-python-model.ts'
import type { NpyArray } from '../python/write-npz.ts'
import { writeModelCode } from './write-model-code.ts'

/** Saves a trained network as Python for Keras 3. @throws as savePythonModel */
export function saveKerasModel(request: PythonRequest): Promise<string[]> {
  return savePythonModel(request, (model) => ({
    library: 'keras',
    code: writeModelCode(model),
    weights: listWeights(model),
    order: 'batch, height, width, channels',
  }))
}

/** By `<layer>/<weight>`. */
function listWeights(model: ModelToSave): Map<string, NpyArray> {
  const names = nameLayers(listMainNodes(model.graph))
  return new Map(
    listMainWeights(model).map(({ checked, weight, shape, values }) => [
      `${names.get(checked.node.id)}/${weight}`,
      { shape, values },
    ]),
  )
}
