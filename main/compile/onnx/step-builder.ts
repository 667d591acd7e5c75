import type { Shape } from '#shared/layers/shape.ts'
import { type AnyIrValue, countUses, type Ir, valueById } from '../ir.ts'
import type { Name, OnnxGraph } from './onnx-graph.ts'
import { type ParameterVector, sliceShape } from './parameter-vector.ts'
import { type Picture, PictureForms } from './picture.ts'

/** The name of the batch dimension; its size is only known when the graph runs. */
export const batchDimension = 'batch'

/** What forward and gradient rules share while one ONNX graph is written. */
export interface StepBuilder {
  graph: OnnxGraph
  ir: Ir
  isTraining: boolean
  /** Whether faults of ONNX Runtime's WebGPU are stepped around, which takes other operations than are natural. */
  stepsAround: boolean
  pictures: PictureForms
  values: ReadonlyMap<number, AnyIrValue>
  /** How often each value is used. */
  uses: ReadonlyMap<number, number>
  /** The activation that holds an IR value. */
  activations: Map<number, Picture>
  /** The ONNX values of weights, by IR value; kernels lie as `sliceShape` says. */
  weights: Map<number, Name>
  /** By-products of a forward rule that its gradient rule wants, by IR value. */
  saved: Map<number, Record<string, Name>>
  /** New values of the moving statistics, by weight name, where a training graph updates them. */
  updatedStatistics: Map<string, Name>
}

export function createStepBuilder(
  ir: Ir,
  options: Pick<StepBuilder, 'graph' | 'isTraining'> & { blockSize: number; stepsAround?: boolean },
): StepBuilder {
  const { graph, isTraining, blockSize } = options
  return {
    graph,
    ir,
    isTraining,
    // Graphs for cards have plain layouts.
    stepsAround: options.stepsAround ?? blockSize === 0,
    pictures: new PictureForms(graph, blockSize),
    values: valueById(ir),
    uses: countUses(ir),
    activations: new Map(),
    weights: new Map(),
    saved: new Map(),
    updatedStatistics: new Map(),
  }
}

/** Cuts the weights of `vector` out of the ONNX value that holds them all. */
export function readParameters(builder: StepBuilder, vector: ParameterVector, whole: Name): void {
  if (vector.slices.length === 0) return
  const { graph } = builder
  const lengths = vector.slices.map(({ length }) => length)
  const parts = builder.pictures.blockSize === 0 ? cutInto(graph, whole, lengths) : split(graph, whole, lengths)
  const partOf = new Map(vector.slices.map((slice, index) => [slice.name, { slice, name: parts[index] ?? '' }]))
  for (const value of builder.ir.values) {
    const part = value.op === 'weight' ? partOf.get(value.attributes.name) : undefined
    if (part === undefined) continue
    const shape = sliceShape(part.slice)
    const name = shape.length === 1 ? part.name : graph.add('Reshape', [part.name, graph.int64s(shape)])
    builder.weights.set(value.id, name)
  }
}

function split(graph: OnnxGraph, whole: Name, lengths: readonly number[]): Name[] {
  return graph.addMany('Split', [whole, graph.int64s(lengths)], { attributes: { axis: 0 }, outputs: lengths.length })
}

/** One by one: a shader reaches few buffers at a time (WebGPU promises eight), and `Split` wants one for each part. */
function cutInto(graph: OnnxGraph, whole: Name, lengths: readonly number[]): Name[] {
  let start = 0
  return lengths.map((length) => {
    const range = [graph.int64s([start]), graph.int64s([start + length]), graph.int64s([0])]
    start += length
    return graph.add('Slice', [whole, ...range])
  })
}

export function activationOf(builder: StepBuilder, id: number): Picture {
  const activation = builder.activations.get(id)
  if (activation === undefined) throw new Error(`value %${id} is used before it is computed`)
  return activation
}

/** An input of `value` that is an activation. */
export function inputOf(builder: StepBuilder, value: AnyIrValue, index = 0): Picture {
  return activationOf(builder, value.inputs[index] ?? -1)
}

/** An input of `value` that is a weight; undefined where the operation does without. */
export function weightOf(builder: StepBuilder, value: AnyIrValue, index: number): Name | undefined {
  return builder.weights.get(value.inputs[index] ?? -1)
}

/** In ONNX's own order. */
export function plainOf(builder: StepBuilder, id: number): Name {
  return builder.pictures.read(activationOf(builder, id), 'nchw')
}

/** The shape of an input of `value`, without the batch. */
export function inputShape(builder: StepBuilder, value: AnyIrValue, index = 0): Shape {
  return builder.values.get(value.inputs[index] ?? -1)?.shape ?? []
}

/** An operation element by element, in the form in which the picture is there. */
export function mapElements(builder: StepBuilder, picture: Picture, change: (name: Name) => Name): Picture {
  const form = builder.pictures.present(picture)
  return { shape: picture.shape, forms: { [form]: change(builder.pictures.read(picture, form)) } }
}

/** An operation element by element on two pictures; the first says the form. */
export function zipElements(
  builder: StepBuilder,
  [first, second]: [Picture, Picture],
  change: (first: Name, second: Name) => Name,
): Picture {
  const form = builder.pictures.present(first)
  const names = [first, second].map((picture) => builder.pictures.read(picture, form))
  return { shape: first.shape, forms: { [form]: change(names[0] ?? '', names[1] ?? '') } }
}
