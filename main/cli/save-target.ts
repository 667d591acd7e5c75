import type { ModelFormat } from '#shared/contract/models.ts'

/** A name that ends with `.onnx` is a file of that format, any other a folder for TensorFlow.js. */
export function saveTarget(path: string): { format: ModelFormat; path: string } {
  return { format: /\.onnx$/i.test(path) ? 'onnx' : 'tfjs', path }
}
