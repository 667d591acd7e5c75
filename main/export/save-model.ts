import type { ModelFormat, SavedModel } from '#shared/contract/models.ts'
import type { ModelToSave } from './describe-model.ts'
import type { AnsweredSamples } from './onnx/check-model.ts'
import { saveOnnxModel } from './onnx/save-onnx-model.ts'
import { saveTfjsModel } from './tfjs/save-model.ts'

export interface SaveRequest extends ModelToSave {
  format: ModelFormat
  /** A folder for TensorFlow.js, a file for ONNX. */
  path: string
  /** Asked for only where the format is checked by pictures. */
  readSamples(): Promise<AnsweredSamples>
}

/** Writes a trained network for other programs. @throws LoomError engine.weightsMismatch, export.* */
export async function saveModel({ format, path, readSamples, ...model }: SaveRequest): Promise<SavedModel> {
  if (format === 'onnx') return saveOnnxModel({ ...model, file: path, readSamples })
  return { files: await saveTfjsModel({ ...model, directory: path }), check: null }
}
