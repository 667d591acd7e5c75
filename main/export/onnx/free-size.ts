import type { LoomDocument } from '#shared/document/schema.ts'
import { type CheckedGraph, checkGraph } from '#shared/graph/check-graph.ts'
import { inputShapeOf } from '#shared/graph/heads.ts'
import { resizeInput } from '#shared/graph/resize-input.ts'
import { outlineOnnxModel } from './build-onnx-model.ts'

/** Of pixels: strides are seldom others. */
const steps = [1, 2, 4, 8, 16, 32, 64]

/** The network for pictures so high and wide; it is not to be trained, so memory does not count. */
export type OnnxResize = (height: number, width: number) => CheckedGraph

/** How a drawing is brought to other sizes. */
export function resizerOf(document: LoomDocument): OnnxResize {
  return (height, width) => {
    return checkGraph(resizeInput(document, { height, width }), { memoryLimitBytes: Number.POSITIVE_INFINITY })
  }
}

/**
 * Whether the network takes pictures of other sizes as it is: it does where the file written for those sizes is the same.
 * Answers by how many pixels they may grow, down and across alike, or null.
 */
export function findSizeStep(network: CheckedGraph, resize: OnnxResize): number | null {
  const [height = 0, width = 0] = inputShapeOf(network)
  const own = outlineOnnxModel(network)
  const isSame = (down: number, across: number) => {
    const other = resize(height + down, width + across)
    if (other.diagnostics.some(({ severity }) => severity === 'error')) return false
    return Buffer.compare(outlineOnnxModel(other), own) === 0
  }
  return steps.find((step) => probes.every(([down, across]) => isSame(down * step, across * step))) ?? null
}

/**
 * Steps down and across. What padding a stride wants repeats after that stride, and so each of its remainders is looked at;
 * what takes the whole picture shows at the latest in pictures that are much larger. The two directions differ: nothing may
 * hang on the picture being a square.
 */
const probes = [[67, 131], ...Array.from({ length: 16 }, (_, index) => [index + 1, ((3 * index + 5) % 16) + 1])] as [
  number,
  number,
][]
