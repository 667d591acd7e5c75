import type { Shape } from '#shared/layers/shape.ts'
import { type AnyIrValue, type Ir, valueById } from '../ir.ts'
import type { Dimension, Name, OnnxGraph } from './onnx-graph.ts'
import { onnxWeightShape, type ParameterVector } from './parameter-vector.ts'

/** The name of the batch dimension; its size is only known when the graph runs. */
export const batchDimension = 'batch'

/**
 * What forward and gradient rules share while one ONNX graph is written. Pictures are NCHW inside the graph and rows
 * stay rows; `names` says which ONNX value holds an IR value.
 */
export interface StepBuilder {
  graph: OnnxGraph
  ir: Ir
  values: ReadonlyMap<number, AnyIrValue>
  names: Map<number, Name>
  /** By-products of a forward rule that its gradient rule wants, by IR value. */
  saved: Map<number, Record<string, Name>>
  /** New values of the moving statistics, by weight name, where a training graph updates them. */
  updatedStatistics: Map<string, Name>
  isTraining: boolean
}

export function createStepBuilder(graph: OnnxGraph, ir: Ir, isTraining: boolean): StepBuilder {
  return {
    graph,
    ir,
    values: valueById(ir),
    names: new Map(),
    saved: new Map(),
    updatedStatistics: new Map(),
    isTraining,
  }
}

/** An activation's ONNX shape without the batch: NCHW for pictures. */
export function onnxShape(shape: Shape): number[] {
  const [height = 0, width = 0, channels = 0] = shape
  return shape.length === 3 ? [channels, height, width] : [...shape]
}

export function batched(shape: Shape): Dimension[] {
  return [batchDimension, ...onnxShape(shape)]
}

/** Cuts the weights of `vector` out of the ONNX value that holds them all. */
export function readParameters(builder: StepBuilder, vector: ParameterVector, whole: Name): void {
  if (vector.slices.length === 0) return
  const { graph } = builder
  const lengths = graph.int64s(vector.slices.map(({ length }) => length))
  const parts = graph.addMany('Split', [whole, lengths], { attributes: { axis: 0 }, outputs: vector.slices.length })
  const partOf = new Map(vector.slices.map(({ name }, index) => [name, parts[index] ?? '']))
  for (const value of builder.ir.values) {
    const part = value.op === 'weight' ? partOf.get(value.attributes.name) : undefined
    if (part === undefined) continue
    const shape = onnxWeightShape({ shape: value.shape })
    builder.names.set(value.id, shape.length === 1 ? part : graph.add('Reshape', [part, graph.int64s(shape)]))
  }
}

/** The ONNX value of an IR value. */
export function nameOf(builder: StepBuilder, id: number): Name {
  const name = builder.names.get(id)
  if (name === undefined) throw new Error(`value %${id} is used before it is computed`)
  return name
}

export function inputNames(builder: StepBuilder, value: AnyIrValue): Name[] {
  return value.inputs.map((id) => nameOf(builder, id))
}

/** The shape of an input of `value`, without the batch. */
export function inputShape(builder: StepBuilder, value: AnyIrValue, index: number): Shape {
  return builder.values.get(value.inputs[index] ?? -1)?.shape ?? []
}
