import type { SavedModel } from '#shared/contract/models.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { writeAtomically } from '../../runs/write-atomically.ts'
import { describeModel, type ModelToSave } from '../describe-model.ts'
import { buildOnnxModel } from './build-onnx-model.ts'
import { type AnsweredSamples, checkOnnxModel } from './check-model.ts'

export interface OnnxRequest extends ModelToSave {
  /** Replaced as a whole where it is there. */
  file: string
  readSamples(): Promise<AnsweredSamples>
}

/**
 * Saves a trained network as one `.onnx` file, once that file has answered as the network does. The classes, and what is
 * done to pictures before, are in its metadata: `classes` and `layerloom`, both JSON.
 * @throws LoomError engine.weightsMismatch, export.differs, export.cannotWrite
 */
export async function saveOnnxModel({ file, readSamples, ...model }: OnnxRequest): Promise<SavedModel> {
  const { graph, weights, metadata } = model
  const parameters = graph.totals.parameters
  const bytes = buildOnnxModel(graph, weights, {
    classes: JSON.stringify(metadata.classes.map((name) => name.en)),
    layerloom: JSON.stringify(describeModel(model, { parameters, order: 'batch, channels, height, width' })),
  })
  const check = await checkOnnxModel(bytes, await readSamples())
  try {
    await writeAtomically(file, bytes)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new LoomError('export.cannotWrite', { path: file, reason }, { cause: error })
  }
  return { files: [file], check }
}
