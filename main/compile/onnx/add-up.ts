import type { Name } from './onnx-graph.ts'
import type { StepBuilder } from './step-builder.ts'

/** The sum of values of one shape. WebGPU has no `Sum`: it would be sent to the processor and back. */
export function addUp({ graph, pictures }: StepBuilder, parts: readonly Name[]): Name {
  const [first = '', ...others] = parts
  if (others.length === 0) return first
  return pictures.blockSize > 0
    ? graph.add('Sum', parts)
    : others.reduce((sum, part) => graph.add('Add', [sum, part]), first)
}
