import type { ModelFormat, SavedModel } from '#shared/contract/models.ts'
import type { ModelToSave } from './describe-model.ts'
import { saveKerasModel } from './keras/save-keras-model.ts'
import { type OnnxRequest, saveOnnxModel } from './onnx/save-onnx-model.ts'
import { saveTfjsModel } from './tfjs/save-model.ts'

export interface SaveRequest extends ModelToSave, Pick<OnnxRequest, 'readSamples' | 'document'> {
  format: ModelFormat
  /** A file for ONNX, else a folder. */
  path: string
}

/** Writes a trained network for other programs. @throws LoomError engine.weightsMismatch, export.* */
export async function saveModel({ format, path, readSamples, document, ...model }: SaveRequest): Promise<SavedModel> {
  if (format === 'onnx') return saveOnnxModel({ ...model, file: path, readSamples, document })
  if (format === 'keras')
    return { files: await saveKerasModel({ ...model, directory: path, readSamples }), check: null }
  return { files: await saveTfjsModel({ ...model, directory: path }), check: null }
}
