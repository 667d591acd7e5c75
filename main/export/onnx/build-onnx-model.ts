import type { Ir } from '#main/compile/ir.ts'
import type { NamedTensor } from '#main/compile/named-tensor.ts'
import { writeForward } from '#main/compile/onnx/forward.ts'
import { type ParameterSlice, packParameters, sliceShape } from '#main/compile/onnx/parameter-vector.ts'
import { activationOf, batchDimension, createStepBuilder } from '#main/compile/onnx/step-builder.ts'
import { layOutNetwork } from '#main/compile/onnx/train-step.ts'
import { compileToIr } from '#main/compile/pipeline.ts'
import { matchTensors } from '#main/compile/tfjs/model-weights.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { ExportGraph } from './export-graph.ts'
import { exportRules, freeInput, outputName } from './export-rules.ts'

/**
 * A trained network as an ONNX file that any runtime takes. Input `image`, float32 `[batch, channels, height, width]` from 0
 * to 1; `output`, `[batch, classes]`, or `[batch, classes, height, width]` for masks. What only trains, such as dropout and
 * auxiliary heads, is left out. With `isFree` the file does not say the size of pictures. `metadata` is kept in the file.
 * @throws LoomError engine.weightsMismatch
 */
export function buildOnnxModel(
  network: CheckedGraph,
  weights: readonly NamedTensor[],
  { isFree = false, metadata = {} }: { isFree?: boolean; metadata?: Readonly<Record<string, string>> } = {},
): Uint8Array {
  const ir = compileToIr(network)
  const slices = listSlices(ir)
  const tensors = new Map(matchTensors(slices, weights).map(({ name, values }) => [name, values]))
  const valuesOf = (slice: ParameterSlice) => {
    return packParameters({ slices: [{ ...slice, offset: 0 }], length: slice.length }, tensors)
  }
  return writeModel(ir, valuesOf, isFree).write(metadata)
}

/** All of the file but the weights' values and the size of pictures: what two networks must share for one file to be both. */
export function outlineOnnxModel(network: CheckedGraph): Uint8Array {
  return writeModel(compileToIr(network), () => new Float32Array(), true).write()
}

function listSlices(ir: Ir): ParameterSlice[] {
  const { trainable, statistics, frozen } = layOutNetwork(ir)
  return [trainable, statistics, frozen].flatMap(({ slices }) => slices)
}

function writeModel(ir: Ir, valuesOf: (slice: ParameterSlice) => Float32Array, isFree: boolean): ExportGraph {
  const graph = new ExportGraph()
  const builder = createStepBuilder(ir, { graph, isTraining: false, blockSize: 0, stepsAround: false })
  const idOf = new Map(ir.values.flatMap(({ op, attributes, id }) => (op === 'weight' ? [[attributes.name, id]] : [])))
  for (const slice of listSlices(ir)) {
    const { name, turned } = slice
    const written = graph.weight(turned > 0 ? `${name}:turned` : name, sliceShape(slice), valuesOf(slice))
    builder.weights.set(idOf.get(name) ?? -1, written)
  }
  writeForward(builder, isFree ? { ...exportRules, input: freeInput } : exportRules)
  const shape = builder.values.get(ir.output)?.shape ?? []
  const [height = 0, width = 0, channels = 0] = shape
  const size = isFree ? ['output_height', 'output_width'] : [height, width]
  const dims = shape.length === 3 ? [channels, ...size] : shape
  const output = builder.pictures.read(activationOf(builder, ir.output), 'nchw')
  graph.output(outputName, output, 'float', [batchDimension, ...dims])
  return graph
}
