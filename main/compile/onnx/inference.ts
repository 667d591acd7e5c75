import type { LossName } from '#shared/document/schema.ts'
import type { Ir } from '../ir.ts'
import { writeForward } from './forward.ts'
import { writeLoss } from './losses.ts'
import { OnnxGraph } from './onnx-graph.ts'
import { batchDimension, createStepBuilder, nameOf } from './step-builder.ts'
import { layOutNetwork, oneHotLabels, openVectors } from './train-step.ts'

/** Forward without dropout. Inputs `pixels`, `labels`, `weights`, `statistics`; outputs `loss`, `probabilities`. */
export function buildEvaluation(ir: Ir, loss: LossName): Uint8Array {
  const graph = new OnnxGraph()
  const layout = layOutNetwork(ir)
  const builder = createStepBuilder(graph, ir, false)
  openVectors(builder, layout)
  writeForward(builder)
  graph.output('loss', writeLoss(builder, loss, oneHotLabels(graph, layout.classCount)).loss, 'float', [])
  graph.output('probabilities', nameOf(builder, ir.output), 'float', [batchDimension, layout.classCount])
  return graph.write()
}

/** The outputs of all layers: output `<nodeId>` for each, NHWC. Inputs `pixels`, `weights`, `statistics`. */
export function buildActivations(ir: Ir): Uint8Array {
  const graph = new OnnxGraph()
  const builder = createStepBuilder(graph, ir, false)
  openVectors(builder, layOutNetwork(ir))
  writeForward(builder)
  for (const [nodeId, id] of ir.layerOutputs) {
    const shape = builder.values.get(id)?.shape ?? []
    const name = nameOf(builder, id)
    const nhwc = shape.length === 3 ? graph.add('Transpose', [name], { perm: [0, 2, 3, 1] }) : name
    graph.output(`layer_${nodeId}`, nhwc, 'float', [batchDimension, ...shape])
  }
  return graph.write()
}
