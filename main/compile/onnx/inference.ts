import type { Ir } from '../ir.ts'
import { writeForward } from './forward.ts'
import { writeLoss } from './losses.ts'
import { OnnxGraph } from './onnx-graph.ts'
import { addPenalties } from './regularizers.ts'
import { activationOf, batchDimension, createStepBuilder } from './step-builder.ts'
import { type BuildOptions, layOutNetwork, openVectors, writeProbabilities } from './train-step.ts'

/**
 * Forward without dropout; the loss is that of the main output alone, without the weights of the classes. Inputs `pixels`, `labels`,
 * `weights`, `statistics`; outputs `loss`, `probabilities`.
 */
export function buildEvaluation(ir: Ir, { loss, labelSmoothing, ignoreLabel, blockSize }: BuildOptions): Uint8Array {
  const graph = new OnnxGraph()
  const builder = createStepBuilder(ir, { graph, isTraining: false, blockSize })
  openVectors(builder, layOutNetwork(ir))
  writeForward(builder)
  const written = writeLoss(builder, [{ value: ir.output, weight: 1 }], { loss, labelSmoothing, ignoreLabel })
  graph.output('loss', addPenalties(builder, written.loss), 'float', [])
  writeProbabilities(builder)
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
