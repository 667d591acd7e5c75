import { z } from 'zod'
import { call } from './define.ts'

const runId = z.string().min(1).max(100)

/** What other programs read: one file for ONNX, a folder for Python with Keras or PyTorch and for TensorFlow.js. */
export const modelFormats = ['onnx', 'keras', 'pytorch', 'tfjs'] as const
export type ModelFormat = (typeof modelFormats)[number]

/** How a written model was tried out. */
export interface ModelCheck {
  pictures: number
  /** Whether they are test pictures of the data set; noise where that is not at hand. */
  isOfData: boolean
  /** Between an answer of the file and that of the program. */
  largestDifference: number
}

export interface SavedModel {
  /** Full paths. */
  files: string[]
  /** Null where the format is not tried out. */
  check: ModelCheck | null
}

export const modelCalls = {
  /**
   * Writes a trained network: one `.onnx` file, or the files of the other formats into a new or empty folder. The models of the
   * newest runs are kept, and can be saved even by a core that was started again meanwhile. Errors: run.*, export.*.
   */
  saveModel: call<SavedModel>()(z.object({ runId, format: z.enum(modelFormats), path: z.string().min(1).max(4096) })),
}
