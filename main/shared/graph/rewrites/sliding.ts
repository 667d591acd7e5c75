import type { CheckedGraph, CheckedNode } from '../check-graph.ts'
import { receptiveFields } from '../receptive-field.ts'

/** What a layer's map is of the picture, as a window that slides over it. */
export interface Sliding {
  /** Pixels of the picture from one place of the map to the next, down and across. */
  strides: [number, number]
  /** Layers that pad: at the border of a picture a place sees zeros where one inside sees its neighbours. */
  padding: CheckedNode[]
  /** Layers of which a place does not depend on a window alone, so that a larger picture changes all of them. */
  global: CheckedNode[]
}

export function describeSliding(graph: CheckedGraph, nodeId: string): Sliding {
  const before = collectBefore(graph, nodeId)
  return {
    strides: stridesAt(graph, nodeId),
    padding: before.filter(isPadding),
    global: before.filter(isGlobal),
  }
}

/** Pixels of the picture for one step in a layer's map. Below 1 where the map is finer than the picture. */
export function stridesAt(graph: CheckedGraph, nodeId: string): [number, number] {
  const field = receptiveFields(graph).get(nodeId)
  return [field?.height.jump ?? 1, field?.width.jump ?? 1]
}

function isPadding({ layer, inputs, values, output }: CheckedNode): boolean {
  const windows = layer.inputs === 0 ? [] : layer.window(inputs, values)
  return windows.some(({ stride, rate, first, last }, axis) => {
    const lastPixel = ((output[axis] ?? 1) - 1) * stride + last
    return rate === 1 && stride > 0 && (first < 0 || lastPixel >= (inputs[0]?.[axis] ?? 0))
  })
}

function isGlobal({ layer, inputs, values, weights }: CheckedNode): boolean {
  const windows = layer.inputs === 0 ? [] : layer.window(inputs, values)
  // PReLU may have a weight for each place.
  const isPerPlace = layer.kind === 'PReLU' && weights.some(({ shape }) => shape.slice(0, -1).some((side) => side > 1))
  return isPerPlace || windows.some(({ stride, rate }) => stride === 0 || rate !== 1)
}

/** A node and all that it depends on, in the order in which data flows. */
function collectBefore(graph: CheckedGraph, nodeId: string): CheckedNode[] {
  const wanted = new Set([nodeId])
  const found: CheckedNode[] = []
  for (const checked of [...graph.nodes].reverse()) {
    if (!wanted.has(checked.node.id)) continue
    found.unshift(checked)
    for (const source of checked.sources) wanted.add(source)
  }
  return found
}
