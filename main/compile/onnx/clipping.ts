import type { Name, OnnxGraph } from './onnx-graph.ts'

/** What holds gradients down; 0 or nothing does not. With both, values come first. */
export interface Clipping {
  /** Greatest norm of all gradients together: g ← g·c / max(c, ‖g‖). Keras's globalClipnorm. */
  clipNorm?: number
  /** Greatest absolute value: g ← min(max(g, −c), c). Keras's clipvalue. */
  clipValue?: number
}

/** `gradient` is that of all weights, as one vector. */
export function clipGradient(graph: OnnxGraph, gradient: Name, { clipNorm = 0, clipValue = 0 }: Clipping): Name {
  const held =
    clipValue > 0 ? graph.add('Clip', [gradient, graph.scalar(-clipValue), graph.scalar(clipValue)]) : gradient
  if (clipNorm <= 0) return held
  const norm = graph.add('ReduceL2', [held], { keepdims: 0 })
  const limit = graph.scalar(clipNorm)
  return graph.add('Mul', [held, graph.add('Div', [limit, graph.add('Max', [norm, limit])])])
}
