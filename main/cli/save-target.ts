import type { ModelFormat } from '#shared/contract/models.ts'

/** Where no format is named, a name that ends with `.onnx` is a file of that format, any other a folder for TensorFlow.js. */
export function saveTarget(path: string, format?: ModelFormat): { format: ModelFormat; path: string } {
  return { format: format ?? (/\.onnx$/i.test(path) ? 'onnx' : 'tfjs'), path }
}
