import type { SavedModel } from '#shared/contract/models.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { writeAtomically } from '../../runs/write-atomically.ts'
import type { AnsweredSamples } from '../answered-samples.ts'
import { describeModel, type ModelToSave } from '../describe-model.ts'
import { buildOnnxModel } from './build-onnx-model.ts'
import { checkOnnxModel } from './check-model.ts'
import { findSizeStep, resizerOf } from './free-size.ts'

export interface OnnxRequest extends ModelToSave {
  /** Replaced as a whole where it is there. */
  file: string
  readSamples(): Promise<AnsweredSamples>
  /** What was drawn: tells whether the network takes pictures of other sizes. */
  document: LoomDocument
}

/**
 * Saves a trained network as one `.onnx` file, once that file has answered as the network does. The classes, and what is
 * done to pictures before, are in its metadata: `classes` and `layerloom`, both JSON. Where the network takes pictures of other
 * sizes, the file does too; `layerloom` says then by how many pixels they may be larger, as `input.sizeStep`.
 * @throws LoomError engine.weightsMismatch, export.differs, export.cannotWrite
 */
export async function saveOnnxModel({ file, readSamples, document, ...model }: OnnxRequest): Promise<SavedModel> {
  const { graph, weights, metadata } = model
  const parameters = graph.totals.parameters
  const sizeStep = findSizeStep(graph, resizerOf(document))
  const described = describeModel(model, { parameters, order: 'batch, channels, height, width' })
  const bytes = buildOnnxModel(graph, weights, {
    isFree: sizeStep !== null,
    metadata: {
      classes: JSON.stringify(metadata.classes.map((name) => name.en)),
      layerloom: JSON.stringify({ ...described, input: { ...described.input, sizeStep } }),
    },
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
