import type { Engine } from './engine.ts'
import { onnxEngine } from './onnx/onnx-engine.ts'
import { createTfjsEngine } from './tfjs/tfjs-engine.ts'
import type { OpenComputeWindow } from './tfjs/window/compute-window.ts'

/** Every engine of the program, with those devices that need a hidden window of the shell. */
export function enginesWith(openWindow: OpenComputeWindow | null): readonly Engine[] {
  return [onnxEngine, createTfjsEngine(openWindow)]
}

/** Those that need no window. */
export const engines = enginesWith(null)
