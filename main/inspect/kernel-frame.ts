import type { KernelFrame } from '#shared/contract/runs.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import type { NamedTensor } from '../engines/engine.ts'
import { rangeOf, scaleToBytes } from '../stream/downsample.ts'

export type Kernels = Omit<KernelFrame, 'runId' | 'seq' | 'step'>

const mostKernels = 128

/** The convolution whose kernels can be looked at as pictures: the first on the way of the data; null where there is none. */
export function findFirstConvolution(graph: CheckedGraph): string | null {
  return graph.nodes.find(({ isUsed, layer }) => isUsed && layer.kind === 'Conv2D')?.node.id ?? null
}

/**
 * The kernels `[height, width, in, out]` of a convolution as pictures, one per filter, all on one scale from the least to
 * the greatest weight shown. Three input channels make colours; of any other number the mean is shown. Null where the weights
 * have no such kernel.
 */
export function drawKernels(nodeId: string, weights: readonly NamedTensor[]): Kernels | null {
  const kernel = weights.find(({ name }) => name === `${nodeId}/kernel`)
  if (!kernel) return null
  const [height = 0, width = 0, inputs = 0, filters = 0] = kernel.shape
  const channels = inputs === 3 ? 3 : 1
  const count = Math.min(filters, mostKernels)
  const values = new Float32Array(count * height * width * channels)
  const size = height * width * channels
  for (let filter = 0; filter < count; filter += 1) {
    for (let place = 0; place < height * width; place += 1) {
      for (let input = 0; input < inputs; input += 1) {
        const weight = kernel.values[(place * inputs + input) * filters + filter] ?? 0
        const at = filter * size + place * channels + (channels === 3 ? input : 0)
        values[at] = (values[at] ?? 0) + (channels === 3 ? weight : weight / inputs)
      }
    }
  }
  const range = rangeOf(values)
  const pixels = new Uint8Array(values.length)
  scaleToBytes(values, range, pixels)
  return { nodeId, kernels: { height, width, channels, count, pixels }, ...range }
}
