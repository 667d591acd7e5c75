import { OnnxGraph } from './onnx-graph.ts'

/** A graph that gives its input `vector` back as `copy`: it starts on any device, and brings a tensor from one to another. */
export function buildIdentity(): Uint8Array {
  const graph = new OnnxGraph()
  graph.output('copy', graph.input('vector', 'float', ['length']), 'float', ['length'])
  return graph.write()
}
