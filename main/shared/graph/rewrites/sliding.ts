import type { Padding } from '../../layers/lowering.ts'
import { dilatedSize, windowPadding } from '../../layers/window.ts'
import type { CheckedGraph, CheckedNode } from '../check-graph.ts'
import { walkable } from './surroundings.ts'

/** What a layer's map is of the picture, as a window that slides over it. */
export interface Sliding {
  /** Pixels of the picture from one place of the map to the next, down and across. */
  strides: [number, number]
  /** Layers that add pixels at the border, or take some away: there a place sees what a window of its own would not. */
  bordered: CheckedNode[]
  /** Layers of which a place depends on more than a window, so that a larger picture changes all places. */
  global: CheckedNode[]
}

/** Each place of these depends on the same place of what comes in. */
const perPlace = new Set([
  'Input',
  'Activation',
  'LeakyReLU',
  'ELU',
  'BatchNormalization',
  'LayerNormalization',
  'LocalResponseNormalization',
  'Dropout',
  'SpatialDropout2D',
  'GaussianNoise',
  'Add',
  'Subtract',
  'Multiply',
  'Average',
  'Maximum',
  'Concatenate',
])

export function describeSliding(graph: CheckedGraph, nodeId: string): Sliding {
  const before = collectBefore(graph, nodeId)
  const isWindow = (checked: CheckedNode) => windowOf(checked) !== null
  return {
    strides: stridesAt(graph, nodeId),
    bordered: before.filter((checked) => isPadded(checked) || isFraming(checked)),
    global: before.filter((checked) => !perPlace.has(checked.layer.kind) && !isWindow(checked) && !isFraming(checked)),
  }
}

/** Pixels of the picture for one step in a layer's map. Below 1 where the map is finer than the picture. */
export function stridesAt(graph: CheckedGraph, nodeId: string): [number, number] {
  const around = walkable(graph)
  let [down, across] = [1, 1]
  for (let checked = around.find(nodeId); checked; checked = around.find(checked.sources[0])) {
    const { strides, size } = checked.values as { strides?: unknown; size?: unknown }
    const [rows, columns] = checked.layer.kind === 'UpSampling2D' ? inverse(size) : stepsOf(checked.layer.kind, strides)
    down *= rows
    across *= columns
  }
  return [down, across]
}

function stepsOf(kind: string, strides: unknown): [number, number] {
  if (!Array.isArray(strides)) return [1, 1]
  const [down, across] = strides as [number, number]
  return kind === 'Conv2DTranspose' ? [1 / down, 1 / across] : [down, across]
}

function inverse(size: unknown): [number, number] {
  const [down, across] = Array.isArray(size) ? (size as [number, number]) : [1, 1]
  return [1 / down, 1 / across]
}

interface Window {
  size: [number, number]
  strides: [number, number]
  padding: Padding
  dilationRate: [number, number]
}

const windowed = new Set(['Conv2D', 'DepthwiseConv2D', 'SeparableConv2D', 'MaxPooling2D', 'AveragePooling2D'])

function windowOf({ layer, values }: CheckedNode): Window | null {
  if (!windowed.has(layer.kind)) return null
  const { kernelSize, poolSize, dilationRate, ...rest } = values as {
    kernelSize?: [number, number]
    poolSize?: [number, number]
    dilationRate?: [number, number]
    strides: [number, number]
    padding: Padding
  }
  return { ...rest, size: kernelSize ?? poolSize ?? [1, 1], dilationRate: dilationRate ?? [1, 1] }
}

function isPadded(checked: CheckedNode): boolean {
  const window = windowOf(checked)
  return [0, 1].some((axis) => {
    if (!window) return false
    const { size, strides, dilationRate, padding } = window
    const taps = dilatedSize(size[axis] ?? 1, dilationRate[axis] ?? 1)
    return windowPadding(checked.input[axis] ?? 1, taps, strides[axis] ?? 1, padding).some((side) => side > 0)
  })
}

function isFraming({ layer }: CheckedNode): boolean {
  return layer.kind === 'ZeroPadding2D' || layer.kind === 'Cropping2D'
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
