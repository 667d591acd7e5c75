import type { Ir } from '../ir.ts'
import { writeForward } from './forward.ts'
import { writeLoss } from './losses.ts'
import { OnnxGraph } from './onnx-graph.ts'
import { addPenalties } from './regularizers.ts'
import { activationOf, batchDimension, createStepBuilder, plainOf } from './step-builder.ts'
import { type BuildOptions, layOutNetwork, openVectors } from './train-step.ts'

/**
 * Forward without dropout; the loss is that of the main output alone, without the weights of the classes. Inputs `pixels`, `labels`,
 * `weights`, `statistics`; outputs `loss`, `probabilities`.
 */
export function buildEvaluation(ir: Ir, { loss, labelSmoothing, blockSize }: BuildOptions): Uint8Array {
  const graph = new OnnxGraph()
  const layout = layOutNetwork(ir)
  const builder = createStepBuilder(ir, { graph, isTraining: false, blockSize })
  openVectors(builder, layout)
  writeForward(builder)
  const written = writeLoss(builder, [{ value: ir.output, weight: 1 }], { loss, labelSmoothing })
  graph.output('loss', addPenalties(builder, written.loss), 'float', [])
  graph.output('probabilities', plainOf(builder, ir.output), 'float', [batchDimension, layout.classCount])
  return graph.write()
}

/** The outputs of all layers: output `<nodeId>` for each, NHWC. Inputs `pixels`, `weights`, `statistics`. */
export function buildActivations(ir: Ir, { blockSize }: Pick<BuildOptions, 'blockSize'>): Uint8Array {
  const graph = new OnnxGraph()
  const builder = createStepBuilder(ir, { graph, isTraining: false, blockSize })
  openVectors(builder, layOutNetwork(ir))
  writeForward(builder)
  for (const [nodeId, id] of ir.layerOutputs) {
    const shape = builder.values.get(id)?.shape ?? []
    const nhwc = builder.pictures.read(activationOf(builder, id), shape.length === 3 ? 'nhwc' : 'nchw')
    graph.output(`layer_${nodeId}`, nhwc, 'float', [batchDimension, ...shape])
  }
  return graph.write()
}
