import type { NamedTensor } from '#main/compile/named-tensor.ts'
import type { Batch } from '#main/datasets/dataset.ts'
import type { EngineDevice, EngineId, EngineReport } from '#shared/contract/engines.ts'
import type { OptimizerSettings } from '#shared/document/optimizers.ts'
import type { LossName } from '#shared/document/schema.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'

/** Engines divide its pixels by 255. */
export type { Batch, NamedTensor }

/** All that an engine needs to train one network. The graph is trainable (no errors). */
export interface TrainingPlan {
  graph: CheckedGraph
  loss: LossName
  /** Share of each label that is spread over all classes, for the cross-entropies; 0 when left out. */
  labelSmoothing?: number
  /** The label of pixels that count for nothing, neither in losses nor in hits; without it all count. */
  ignoreLabel?: number | undefined
  /** What the pictures, or pixels, of each class count in training; all 1 when left out. Evaluation does without. */
  weightByClass?: readonly number[]
  /** Whether training batches come with `mixed`: their loss is by both labels, each by its share. Evaluation does without. */
  hasMixedLabels?: boolean
  optimizer: OptimizerSettings
  /** Greatest norm of all gradients together; 0, or nothing, does not clip. */
  clipNorm?: number
  /** Greatest absolute value in a gradient; 0, or nothing, does not clip. Goes before `clipNorm`. */
  clipValue?: number
  /** Fixes initial weights and dropout: the same on every engine. */
  seed: number
  /** 0 leaves the number of threads to the engine. */
  threads: number
}

/** Loss is the mean over the labels that count, 0 where none does; `correct` are the argmax hits among these. */
export interface StepResult {
  loss: number
  correct: number
  /** Labels that count: all but the ignored ones. */
  counted: number
}

export interface EvaluateResult extends StepResult {
  /** `[count, classes]` or `[count, height, width, classes]`. */
  probabilities: Float32Array
}

/** A layer's output for a batch, NHWC. */
export interface ActivationTensor {
  nodeId: string
  shape: readonly number[]
  values: Float32Array
}

/**
 * A network being trained on one device. Calls are made one after the other, never at once.
 * Whoever opened it disposes it.
 */
export interface TrainingSession {
  readonly device: EngineDevice
  /** One step: forward (dropout on), gradients, update. Steps count dropout's seed and the optimiser's time. */
  trainStep(batch: Batch): Promise<StepResult>
  /** From the next step on, in place of the plan's; not part of checkpoints. */
  setLearningRate(rate: number): Promise<void>
  /** The gradients of the next step, not clipped, in the order of the weights; the step is not taken. For tests. */
  gradients?(batch: Batch): Promise<NamedTensor[]>
  /** Forward without dropout; the weights stay. */
  evaluate(batch: Batch): Promise<EvaluateResult>
  /** Outputs of the named nodes for a few pictures, without dropout. */
  activations(batch: Batch, nodeIds: readonly string[]): Promise<ActivationTensor[]>
  readWeights(): Promise<NamedTensor[]>
  /** @throws LoomError engine.weightsMismatch when names or shapes differ from the network's. */
  writeWeights(weights: readonly NamedTensor[]): Promise<void>
  /** Slots of the optimiser and the step count, for checkpoints; `restoreOptimizer` continues exactly. */
  readOptimizer(): Promise<OptimizerState>
  writeOptimizer(state: OptimizerState): Promise<void>
  dispose(): Promise<void>
}

export interface OptimizerState {
  step: number
  slots: NamedTensor[]
}

export interface Engine {
  readonly id: EngineId
  /** Looks for devices; never throws. */
  probe(): Promise<EngineReport[]>
  open(plan: TrainingPlan, device: EngineDevice): Promise<TrainingSession>
}
