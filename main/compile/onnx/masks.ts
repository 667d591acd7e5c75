import type { Name, OnnxGraph } from './onnx-graph.ts'

/** 1 where a value is above 0, else 0, in one pass: a hard sigmoid that is all but vertical. */
export function isPositive(graph: OnnxGraph, name: Name): Name {
  return graph.add('HardSigmoid', [name], { alpha: { float: 3e38 }, beta: { float: 0 } })
}

/** The opposite of `isPositive`. */
export function isNotPositive(graph: OnnxGraph, name: Name): Name {
  return graph.add('Sub', [graph.scalar(1), isPositive(graph, name)])
}
