import type { Engine } from './engine.ts'
import { onnxEngine } from './onnx/onnx-engine.ts'
import { tfjsEngine } from './tfjs/tfjs-engine.ts'

/** Every engine of the program. */
export const engines: readonly Engine[] = [onnxEngine, tfjsEngine]
