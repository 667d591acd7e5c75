import type { Ir } from '#main/compile/ir.ts'
import type { NamedTensor } from '#main/compile/named-tensor.ts'
import { writeForward } from '#main/compile/onnx/forward.ts'
import { layOutParameters, packParameters, sliceShape } from '#main/compile/onnx/parameter-vector.ts'
import { activationOf, batchDimension, createStepBuilder } from '#main/compile/onnx/step-builder.ts'
import { compileToIr } from '#main/compile/pipeline.ts'
import { matchTensors } from '#main/compile/tfjs/model-weights.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { ExportGraph } from './export-graph.ts'
import { exportRules, outputName } from './export-rules.ts'

/**
 * A trained network as an ONNX file that any runtime takes. Input `image`, float32 `[batch, channels, height, width]` from 0
 * to 1; `output`, `[batch, classes]`, or `[batch, classes, height, width]` for masks. What only trains, such as dropout and
 * auxiliary heads, is left out. `metadata` is kept in the file.
 * @throws LoomError engine.weightsMismatch
 */
export function buildOnnxModel(
  network: CheckedGraph,
  weights: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const ir = compileToIr(network)
  const graph = new ExportGraph()
  const builder = createStepBuilder(ir, { graph, isTraining: false, blockSize: 0, stepsAround: false })
  const named = nameWeights(ir, weights, graph)
  for (const value of ir.values) {
    const name = value.op === 'weight' ? named.get(value.attributes.name) : undefined
    if (name !== undefined) builder.weights.set(value.id, name)
  }
  writeForward(builder, exportRules)
  const shape = builder.values.get(ir.output)?.shape ?? []
  const [height, width, channels] = shape
  const dims = shape.length === 3 ? [channels ?? 0, height ?? 0, width ?? 0] : shape
  const output = builder.pictures.read(activationOf(builder, ir.output), 'nchw')
  graph.output(outputName, output, 'float', [batchDimension, ...dims])
  return graph.write(metadata)
}

/** Puts the weights into the graph, under their own names. Answers what they are called there. */
function nameWeights(ir: Ir, weights: readonly NamedTensor[], graph: ExportGraph): Map<string, string> {
  const slices = (['trainable', 'statistics', 'frozen'] as const).flatMap((role) => layOutParameters(ir, role).slices)
  const tensors = new Map(matchTensors(slices, weights).map(({ name, values }) => [name, values]))
  return new Map(
    slices.map((slice) => {
      const { name, length, turned } = slice
      const values = packParameters({ slices: [{ ...slice, offset: 0 }], length }, tensors)
      return [name, graph.weight(turned > 0 ? `${name}:turned` : name, sliceShape(slice), values)]
    }),
  )
}
