import type { Remedy } from './layer.ts'
import { elementCount, type Shape } from './shape.ts'

/** A layer to be put on a line, before others or after them. */
export interface FittingLayer {
  layer: string
  parameters?: Record<string, unknown>
}

/**
 * The layers that bring a result to another shape; none where it has that shape. What is too large is strided where that
 * comes out even, else cropped; what is too small gets a border. A 1×1 convolution, or Dense, sets the channels.
 */
export function layersTo(shape: Shape, target: Shape): FittingLayer[] {
  const width = target.at(-1) ?? 1
  if (shape.length === 3 && target.length === 3) return mapLayers(shape, target)
  if (shape.length === 2 && target.length === 2) return sequenceLayers(shape, target)
  if (target.length === 1) {
    const units = shape.length === 3 ? shape[2] : elementCount(shape)
    return [...flattening(shape), ...(units === width ? [] : [{ layer: 'Dense', parameters: { units: width } }])]
  }
  const units = elementCount(target)
  const count = elementCount(shape)
  return [
    ...(shape.length > 1 && count !== units ? [{ layer: 'Flatten' }] : []),
    ...(count === units ? [] : [{ layer: 'Dense', parameters: { units } }]),
    { layer: 'Reshape', parameters: { targetShape: [...target] } },
  ]
}

function flattening(shape: Shape): FittingLayer[] {
  if (shape.length === 1) return []
  return [{ layer: shape.length === 3 ? 'GlobalAveragePooling2D' : 'Flatten' }]
}

function mapLayers(shape: Shape, target: Shape): FittingLayer[] {
  const strides = sides(shape).map((side, axis) => evenStride(side, target[axis] ?? 1))
  const isStrided = strides.some((stride) => (stride ?? 1) > 1) && strides.every((stride) => stride !== null)
  const filters = target[2] ?? 1
  const convolution = {
    layer: 'Conv2D',
    parameters: { filters, kernelSize: [1, 1], ...(isStrided ? { strides, padding: 'same' } : {}) },
  }
  if (isStrided) return [convolution]
  return [...framesTo(shape, target), ...(shape[2] === filters ? [] : [convolution])]
}

function sides([height = 1, width = 1]: Shape): [number, number] {
  return [height, width]
}

/** The stride that leaves `target` of so many places, with padding "same": ceil(n / s); null where none does. */
function evenStride(length: number, target: number): number | null {
  const stride = Math.max(1, Math.round(length / target))
  return Math.ceil(length / stride) === target ? stride : null
}

/** Gives a map the height and width of another one, pixel for pixel around its middle. */
export function framesTo(shape: Shape, target: Shape): FittingLayer[] {
  const missing = sides(shape).map((side, axis) => (target[axis] ?? 1) - side)
  const halves = (counts: number[]) => counts.map((count) => [Math.floor(count / 2), Math.ceil(count / 2)])
  const added = missing.map((count) => Math.max(0, count))
  const cut = missing.map((count) => Math.max(0, -count))
  return [
    ...(added.some(Boolean) ? [{ layer: 'ZeroPadding2D', parameters: { padding: halves(added) } }] : []),
    ...(cut.some(Boolean) ? [{ layer: 'Cropping2D', parameters: { cropping: halves(cut) } }] : []),
  ]
}

/** A sequence can be shortened, not lengthened: `target` has no more steps. */
function sequenceLayers(shape: Shape, target: Shape): FittingLayer[] {
  const [steps = 1, channels] = shape
  const [fewer = 1, filters] = target
  if (steps === fewer && channels === filters) return []
  const strides = evenStride(steps, fewer)
  const window =
    strides === null ? { kernelSize: steps - fewer + 1 } : { kernelSize: 1, strides, padding: 'same' as const }
  return [{ layer: 'Conv1D', parameters: { filters, ...window } }]
}

/** Brings the height and width, or the steps, of a result to those of another; its channels stay. */
export function layersToPlaces(shape: Shape, target: Shape): FittingLayer[] {
  const strides = shape.slice(0, -1).map((side, axis) => evenStride(side, target[axis] ?? 1))
  if (strides.every((stride) => stride === 1)) return []
  if (shape.length === 3) {
    if (strides.some((stride) => stride === null)) return framesTo(shape, target)
    const window = { poolSize: strides, strides, padding: 'same' }
    return [{ layer: 'AveragePooling2D', parameters: window }]
  }
  const [stride] = strides
  return stride === null || stride === undefined
    ? sequenceLayers(shape, [target[0] ?? 1, shape[1] ?? 1])
    : [{ layer: 'AveragePooling1D', parameters: { poolSize: stride, strides: stride, padding: 'same' } }]
}

/** One remedy that puts layers on the lines into a layer; `chains` has those for each line. */
export function insertChains(chains: readonly (readonly FittingLayer[])[]): Remedy[] {
  const inserts = chains.flatMap((chain, input) =>
    chain.map((each): Remedy => ({ kind: 'insertBefore', ...each, ...(input === 0 ? {} : { input }) })),
  )
  const [only, ...others] = inserts
  if (!only) return []
  return others.length === 0 ? [only] : [{ kind: 'several', remedies: inserts }]
}

/** The shape that is the least of all: rows before sequences before maps, then the fewest places, then the most channels. */
function least(inputs: readonly Shape[]): Shape {
  const places = (shape: Shape) => elementCount(shape.slice(0, -1))
  const [first = []] = [...inputs].sort(
    (a, b) => a.length - b.length || places(a) - places(b) || (b.at(-1) ?? 0) - (a.at(-1) ?? 0),
  )
  return first
}

/** What makes inputs of different shapes alike. */
export function makeAlike(inputs: readonly Shape[]): Remedy[] {
  const target = least(inputs)
  return insertChains(inputs.map((shape) => layersTo(shape, target)))
}

/** What lets inputs be put together along their last axis. */
export function makeStackable(inputs: readonly Shape[]): Remedy[] {
  const isOneRank = inputs.every(({ length }) => length === inputs[0]?.length)
  const chains = inputs.map((shape): FittingLayer[] => {
    if (isOneRank) return layersToPlaces(shape, least(inputs))
    return shape.length === 1 ? [] : [{ layer: 'Flatten' }]
  })
  return insertChains(chains)
}
