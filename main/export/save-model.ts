import type { ModelFormat, SavedModel } from '#shared/contract/models.ts'
import type { ModelToSave } from './describe-model.ts'
import { saveKerasModel } from './keras/save-keras-model.ts'
import { type OnnxRequest, saveOnnxModel } from './onnx/save-onnx-model.ts'
import { savePytorchModel } from './pytorch/save-pytorch-model.ts'
import { saveTfjsModel } from './tfjs/save-model.ts'

export interface SaveRequest extends ModelToSave, Pick<OnnxRequest, 'readSamples' | 'document'> {
  format: ModelFormat
  /** A file for ONNX, else a folder. */
  path: string
}

const savers = { keras: saveKerasModel, pytorch: savePytorchModel, tfjs: saveTfjsModel }

/** Writes a trained network for other programs. @throws LoomError engine.weightsMismatch, export.* */
export async function saveModel({ format, path, readSamples, document, ...model }: SaveRequest): Promise<SavedModel> {
  if (format === 'onnx') return saveOnnxModel({ ...model, file: path, readSamples, document })
  const files = await savers[format]({ ...model, directory: path, readSamples })
  return { files, check: null }
}
