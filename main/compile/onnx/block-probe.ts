import { blockedDomain, OnnxGraph } from './onnx-graph.ts'

/**
 * A graph that tells the runtime's block size on this processor: input `x`, ones `[1, 4, 1, 1]`; output `blocked`,
 * which has as many channels as a block. Where there are no blocked operations it cannot be opened.
 */
export function buildBlockProbe(): Uint8Array {
  const graph = new OnnxGraph()
  const x = graph.input('x', 'float', [1, 4, 1, 1])
  const blocked = graph.add('ReorderInput', [x], { channels_last: 0 }, blockedDomain)
  graph.output('blocked', blocked, 'float', [1, 'channels', 1, 1])
  return graph.write()
}
