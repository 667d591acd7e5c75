import type { OptimizerSettings } from '#shared/document/optimizers.ts'
import type { Ir } from '../ir.ts'
import { type Clipping, clipGradient } from './clipping.ts'
import { writeForward } from './forward.ts'
import { writeGradients } from './gradients.ts'
import { type LossOptions, writeLoss } from './losses.ts'
import { type Name, OnnxGraph } from './onnx-graph.ts'
import { optimizerSlotNames, update } from './optimizers.ts'
import { layOutParameters, type ParameterVector } from './parameter-vector.ts'
import { kerasForm } from './picture.ts'
import { listRandomInputs, type RandomInput } from './random.ts'
import { addPenalties, penaltyGradients } from './regularizers.ts'
import { activationOf, batchDimension, createStepBuilder, readParameters, type StepBuilder } from './step-builder.ts'

/** How the network's numbers lie in the vectors that go in and out of its graphs. */
export interface NetworkLayout {
  /** What the optimiser changes. */
  trainable: ParameterVector
  /** Moving statistics. */
  statistics: ParameterVector
  /** Weights that no step changes. */
  frozen: ParameterVector
  classCount: number
}

export interface TrainStep {
  model: Uint8Array
  layout: NetworkLayout
  randomInputs: RandomInput[]
  slotNames: readonly string[]
}

/** What every graph of a network is built with. */
export interface BuildOptions extends LossOptions {
  /** Channels per block of the runtime's blocked operations; 0 does without them. */
  blockSize: number
}

export function layOutNetwork(ir: Ir): NetworkLayout {
  const output = ir.values.find(({ id }) => id === ir.output)
  return {
    trainable: layOutParameters(ir, 'trainable'),
    statistics: layOutParameters(ir, 'statistics'),
    frozen: layOutParameters(ir, 'frozen'),
    classCount: output?.shape.at(-1) ?? 0,
  }
}

/**
 * One whole training step as one ONNX graph. Inputs: `pixels` (uint8, NHWC), `labels` (int32), `mixed_labels` and
 * `mixed_shares` where labels are mixed, `weights`, `statistics`, `frozen`, `slot_<name>`, `learning_rate`, `step` (from 1),
 * `nadam_momentum`, `random_<n>`. Outputs: `loss`, `probabilities`, and `next_…` of each vector. With `gradients`, an output of
 * that name in place of the update.
 */
export function buildTrainStep(
  ir: Ir,
  options: BuildOptions & Clipping & { optimizer: OptimizerSettings; gradientsOnly?: boolean },
): TrainStep {
  const graph = new OnnxGraph()
  const layout = layOutNetwork(ir)
  const builder = createStepBuilder(ir, { graph, isTraining: true, blockSize: options.blockSize })
  const weights = openVectors(builder, layout)
  writeForward(builder)
  const { loss, seeds } = writeLoss(builder, ir.heads, options)
  const gradient = joinGradients(builder, layout.trainable, writeGradients(builder, seeds))
  graph.output('loss', addPenalties(builder, loss), 'float', [])
  writeProbabilities(builder)
  if (options.gradientsOnly) graph.output('gradients', gradient, 'float', [layout.trainable.length])
  else {
    const clipped = clipGradient(graph, gradient, options)
    writeUpdate(builder, layout, { weights, gradient: clipped, optimizer: options.optimizer })
  }
  return {
    model: graph.write(),
    layout,
    randomInputs: listRandomInputs(ir),
    slotNames: optimizerSlotNames[options.optimizer.kind],
  }
}

/** The graph's output `probabilities`: what the main output gives, channels last. */
export function writeProbabilities(builder: StepBuilder): void {
  const { graph, ir, values, pictures } = builder
  const shape = values.get(ir.output)?.shape ?? []
  const name = pictures.read(activationOf(builder, ir.output), kerasForm(shape))
  graph.output('probabilities', name, 'float', [batchDimension, ...shape])
}

/** Declares the vectors of weights as inputs and cuts them up. Answers the name of the trainable ones. */
export function openVectors(builder: StepBuilder, { trainable, ...others }: NetworkLayout): Name {
  const { graph } = builder
  const weights = graph.input('weights', 'float', [trainable.length])
  readParameters(builder, trainable, weights)
  for (const name of ['statistics', 'frozen'] as const) {
    const { length } = others[name]
    if (length > 0) readParameters(builder, others[name], graph.input(name, 'float', [length]))
  }
  return weights
}

function joinGradients(builder: StepBuilder, vector: ParameterVector, gradients: Map<string, Name>): Name {
  const { graph } = builder
  const penalties = penaltyGradients(builder)
  const flat = vector.slices.map(({ name, length }) => {
    const gradient = gradients.get(name)
    const penalty = penalties.get(name)
    if (gradient === undefined) return penalty ?? graph.floats(new Array(length).fill(0))
    const row = graph.add('Reshape', [gradient, graph.int64s([-1])])
    return penalty === undefined ? row : graph.add('Add', [row, penalty])
  })
  return flat.length === 1 ? (flat[0] ?? '') : graph.add('Concat', flat, { axis: 0 })
}

function writeUpdate(
  builder: StepBuilder,
  { trainable, statistics }: NetworkLayout,
  { weights, gradient, optimizer }: { weights: Name; gradient: Name; optimizer: OptimizerSettings },
): void {
  const { graph } = builder
  const slotNames = optimizerSlotNames[optimizer.kind]
  const slots = slotNames.map((name) => graph.input(`slot_${name}`, 'float', [trainable.length]))
  const learningRate = graph.input('learning_rate', 'float', [])
  const step = graph.input('step', 'float', [])
  const next = update({ graph, weights, gradient, slots, learningRate, step }, optimizer)
  graph.output('next_weights', next.weights, 'float', [trainable.length])
  for (const [index, name] of slotNames.entries()) {
    graph.output(`next_slot_${name}`, next.slots[index] ?? '', 'float', [trainable.length])
  }
  if (statistics.length > 0) {
    const parts = statistics.slices.map(({ name }) => builder.updatedStatistics.get(name) ?? '')
    graph.output('next_statistics', graph.add('Concat', parts, { axis: 0 }), 'float', [statistics.length])
  }
}
