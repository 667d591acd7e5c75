import { type Attribute, type Name, OnnxGraph } from '#main/compile/onnx/onnx-graph.ts'
import { elementCount, type Shape } from '#shared/layers/shape.ts'

/**
 * What other programs read: ONNX 1.12 (2022), which ONNX Runtime 1.12, OpenCV 4.7, TensorRT 8.5 and newer ones know.
 * Operators of later versions are worded otherwise in `export-rules.ts`.
 */
const exportVersions = { opset: 17, ir: 8 }

interface Weight {
  shape: Shape
  values: Float32Array
}

/** A graph with its weights in it. Kernels are turned here, once, and not each time that the network is asked. */
export class ExportGraph extends OnnxGraph {
  readonly #weights = new Map<Name, Weight>()
  readonly #dimensions = new Map<Name, readonly number[]>()

  constructor() {
    super(exportVersions)
  }

  weight(name: Name, shape: Shape, values: Float32Array): Name {
    this.#weights.set(name, { shape, values })
    return this.named(name, shape, values)
  }

  override int64s(values: readonly number[]): Name {
    const name = super.int64s(values)
    this.#dimensions.set(name, values)
    return name
  }

  override add(opType: string, inputs: readonly Name[], attributes: Record<string, Attribute> = {}, domain = ''): Name {
    const [first = '', second = ''] = inputs
    const weight = this.#weights.get(first)
    const { perm } = attributes
    if (weight && opType === 'Transpose' && Array.isArray(perm)) return this.#derive(first, transpose(weight, perm))
    const dimensions = this.#dimensions.get(second)
    if (weight && opType === 'Reshape' && dimensions) return this.#derive(first, reshape(weight, dimensions))
    return super.add(opType, inputs, attributes, domain)
  }

  /** The same weight in another order: by its own name where that is free, for whoever needs the first has it still. */
  #derive(name: Name, { shape, values }: Weight): Name {
    const [origin = ''] = name.split(':')
    return this.weight(this.#weights.has(origin) ? `${origin}:${shape.join('x')}` : origin, shape, values)
  }
}

function reshape({ shape, values }: Weight, dimensions: readonly number[]): Weight {
  const known = dimensions.filter((size) => size >= 0)
  const rest = elementCount(shape) / elementCount(known)
  return { shape: dimensions.map((size) => (size < 0 ? rest : size)), values }
}

/** Axis i of the result is axis `perm[i]` of what was there. */
function transpose({ shape, values }: Weight, perm: readonly number[]): Weight {
  const turned = perm.map((axis) => shape[axis] ?? 1)
  const steps = perm.map((axis) => elementCount(shape.slice(axis + 1)))
  const result = new Float32Array(values.length)
  const place = perm.map(() => 0)
  let from = 0
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from] ?? 0
    for (let axis = place.length - 1; axis >= 0; axis--) {
      place[axis] = (place[axis] ?? 0) + 1
      from += steps[axis] ?? 0
      if ((place[axis] ?? 0) < (turned[axis] ?? 1)) break
      from -= (steps[axis] ?? 0) * (turned[axis] ?? 1)
      place[axis] = 0
    }
  }
  return { shape: turned, values: result }
}
