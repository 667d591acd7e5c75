import { type Attribute, type Name, OnnxGraph } from '#main/compile/onnx/onnx-graph.ts'
import { elementCount, type Shape } from '#shared/layers/shape.ts'
import { moveAxes } from '../move-axes.ts'

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
    if (weight && opType === 'Transpose' && Array.isArray(perm)) return this.#derive(first, moveAxes(weight, perm))
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
