import { setParameters } from '../../document/edit.ts'
import { conv2d } from '../../layers/conv2d.ts'
import { readValues } from '../../layers/parameters.ts'
import { dilatedSize, windowOutputLength } from '../../layers/window.ts'
import { fitPadding } from './fit-window.ts'
import { insertAfter } from './replace-nodes.ts'
import { isMeant, type Rewrite, refuse } from './rewrite.ts'

/**
 * The way back from `strideIntoConvolution`: convolutions go pixel by pixel again, and a max pooling behind each takes
 * over their strides. With `same` it gives `ceil(m / s)` places, which is what the strided convolution gave.
 */
export const strideOutOfConvolution: Rewrite = {
  id: 'strideOutOfConvolution',
  apply({ document: before, graph, nodeIds }) {
    let document = before
    for (const { node, input, output } of graph.nodes) {
      if (node.kind !== 'Conv2D' || !isMeant(nodeIds, node.id)) continue
      const { strides, kernelSize, padding, dilationRate } = readValues(conv2d.parameters, node.parameters).values
      if (strides.every((stride) => stride === 1)) continue
      const dense = kernelSize.map((side, axis) =>
        windowOutputLength(input[axis] ?? 0, dilatedSize(side, dilationRate[axis] ?? 1), 1, padding),
      )
      const pooling = {
        poolSize: strides,
        strides,
        padding: fitPadding(dense, output, { size: strides, strides }) ?? 'same',
      }
      document = setParameters(document, node.id, { strides: [1, 1] })
      document = insertAfter(document, node.id, 'MaxPooling2D', pooling).document
    }
    if (document === before) return refuse('rewrite.noStride')
    return { ok: true, plan: { document, moves: [], replaced: new Map(), notes: [{ code: 'rewrite.strideReturned' }] } }
  },
}
