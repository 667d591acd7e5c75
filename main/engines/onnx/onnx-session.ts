import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { Ir } from '#main/compile/ir.ts'
import { buildActivations, buildEvaluation } from '#main/compile/onnx/inference.ts'
import { nadamMomentum } from '#main/compile/onnx/nadam-momentum.ts'
import { initialSlotValue, nadamInput } from '#main/compile/onnx/optimizers.ts'
import { type ParameterVector, packParameters, unpackParameters } from '#main/compile/onnx/parameter-vector.ts'
import { buildTrainStep, type TrainStep } from '#main/compile/onnx/train-step.ts'
import { compileToIr, optimizeForTraining } from '#main/compile/pipeline.ts'
import { initialWeights } from '#main/compile/tfjs/build-model.ts'
import type { Labels } from '#shared/contract/data.ts'
import type { EngineDevice } from '#shared/contract/engines.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { countLabels } from '../count-labels.ts'
import type {
  ActivationTensor,
  Batch,
  EvaluateResult,
  NamedTensor,
  OptimizerState,
  StepResult,
  TrainingPlan,
  TrainingSession,
} from '../engine.ts'
import { withFixedVector } from './fixed-vector.ts'
import { createSession, isProvider, type Placement } from './provider.ts'
import { RandomFeeds } from './random-feeds.ts'
import {
  createDeviceVectors,
  createHostVectors,
  floatsOf,
  type StateVectors,
  type VectorSpecs,
} from './state-vectors.ts'

/** Parameters from which on a step's memory matters more than its last percents of speed. */
const largeNetwork = 1_000_000

/**
 * Compiles the network and starts it on ONNX Runtime. `blockSize` is that of `findBlockSize`, or 0 for plain layouts.
 * @throws LoomError engine.compileFailed with the runtime's reason
 */
export async function openOnnxSession(
  plan: TrainingPlan,
  device: EngineDevice,
  blockSize: number,
): Promise<TrainingSession> {
  const { device: provider } = device
  if (!isProvider(provider)) throw new LoomError('engine.unknownDevice', { engine: 'onnx', device: provider })
  const isFrugal = plan.graph.totals.parameters > largeNetwork
  const placement = { provider, threads: plan.threads, isFrugal }
  const ir = compileToIr(plan.graph)
  const step = buildTrainStep(optimizeForTraining(ir), { ...plan, blockSize })
  const specs = specifyVectors(step, plan)
  const staysOnDevice = provider === 'webgpu'
  const kept = staysOnDevice ? Object.keys(specs).map((name) => `next_${name}`) : []
  const session = await createSession(step.model, placement, kept)
  const changing = staysOnDevice ? createDeviceVectors(specs, placement) : createHostVectors(specs)
  const vectors = withFixedVector(changing, 'frozen', step.layout.frozen.length)
  const opened = new OnnxSession({ plan, device, ir, step, session, blockSize, placement, vectors })
  await opened.writeWeights(initialWeights(plan.graph, plan.seed))
  return opened
}

interface Parts {
  plan: TrainingPlan
  device: EngineDevice
  ir: Ir
  step: TrainStep
  session: InferenceSession
  blockSize: number
  placement: Placement
  vectors: StateVectors
}

class OnnxSession implements TrainingSession {
  readonly device: EngineDevice
  readonly #parts: Parts
  readonly #random: RandomFeeds
  #stepCount = 0
  #learningRate: number
  #evaluation: Promise<InferenceSession> | null = null
  #activations: Promise<InferenceSession> | null = null
  #gradients: Promise<InferenceSession> | null = null

  constructor(parts: Parts) {
    this.device = parts.device
    this.#parts = parts
    this.#random = new RandomFeeds(parts.step.randomInputs, parts.plan.seed)
    this.#learningRate = parts.plan.optimizer.learningRate
  }

  async trainStep(batch: Batch): Promise<StepResult> {
    const { session, plan, vectors } = this.#parts
    const feeds = {
      ...vectors.feeds(),
      ...this.#pictures(batch),
      ...this.#labels(batch),
      ...mixedFeeds(batch),
      ...this.#random.draw(this.#stepCount, batch.count),
      learning_rate: new Tensor('float32', [this.#learningRate], []),
      step: new Tensor('float32', [this.#stepCount + 1], []),
      ...nadamFeed(plan, this.#stepCount + 1),
    }
    const results = { loss: null, probabilities: null, ...vectors.fetches() }
    const outputs = await session.run(pick(feeds, session.inputNames), results)
    vectors.advance(outputs)
    this.#stepCount += 1
    const probabilities = floatsOf(outputs.probabilities)
    return { loss: floatsOf(outputs.loss)[0] ?? Number.NaN, ...this.#count(probabilities, batch) }
  }

  async setLearningRate(rate: number): Promise<void> {
    this.#learningRate = rate
  }

  async evaluate(batch: Batch): Promise<EvaluateResult> {
    const { ir, plan, blockSize, placement, vectors } = this.#parts
    this.#evaluation ??= createSession(buildEvaluation(ir, { ...plan, blockSize }), placement)
    const session = await this.#evaluation
    const feeds = { ...vectors.feeds(), ...this.#pictures(batch), ...this.#labels(batch) }
    const outputs = await session.run(pick(feeds, session.inputNames))
    const probabilities = floatsOf(outputs.probabilities)
    return { loss: floatsOf(outputs.loss)[0] ?? Number.NaN, ...this.#count(probabilities, batch), probabilities }
  }

  async activations(batch: Batch, nodeIds: readonly string[]): Promise<ActivationTensor[]> {
    const { ir, blockSize, placement, vectors } = this.#parts
    // On one thread: the threads of a second pool wait awake for more work and slow the next training step down.
    this.#activations ??= createSession(buildActivations(ir, { blockSize }), { ...placement, threads: 1 })
    const session = await this.#activations
    const names = nodeIds.map((id) => `layer_${id}`).filter((name) => session.outputNames.includes(name))
    const feeds = { ...vectors.feeds(), ...this.#pictures(batch) }
    const outputs = await session.run(pick(feeds, session.inputNames), names)
    return names.map((name) => ({
      nodeId: name.slice('layer_'.length),
      shape: outputs[name]?.dims ?? [],
      values: floatsOf(outputs[name]),
    }))
  }

  /** The step's gradients without its update, in Keras's order. Dropout is drawn as for the next step. */
  async gradients(batch: Batch): Promise<NamedTensor[]> {
    const { ir, plan, step, blockSize, placement, vectors } = this.#parts
    this.#gradients ??= createSession(
      buildTrainStep(optimizeForTraining(ir), { ...plan, blockSize, gradientsOnly: true }).model,
      placement,
    )
    const session = await this.#gradients
    const feeds = {
      ...vectors.feeds(),
      ...this.#pictures(batch),
      ...this.#labels(batch),
      ...mixedFeeds(batch),
      ...this.#random.draw(this.#stepCount, batch.count),
    }
    const outputs = await session.run(pick(feeds, session.inputNames), ['gradients'])
    return unpackParameters(step.layout.trainable, floatsOf(outputs.gradients))
  }

  async readWeights(): Promise<NamedTensor[]> {
    const { step, vectors } = this.#parts
    const { trainable, statistics, frozen } = step.layout
    return [
      ...unpackParameters(trainable, await vectors.read('weights')),
      ...(statistics.length > 0 ? unpackParameters(statistics, await vectors.read('statistics')) : []),
      ...(frozen.length > 0 ? unpackParameters(frozen, await vectors.read('frozen')) : []),
    ]
  }

  async writeWeights(weights: readonly NamedTensor[]): Promise<void> {
    const { step, vectors } = this.#parts
    const { trainable, statistics, frozen } = step.layout
    const byName = matchWeights([...trainable.slices, ...statistics.slices, ...frozen.slices], weights)
    vectors.write('weights', packParameters(trainable, byName))
    if (statistics.length > 0) vectors.write('statistics', packParameters(statistics, byName))
    if (frozen.length > 0) vectors.write('frozen', packParameters(frozen, byName))
  }

  async readOptimizer(): Promise<OptimizerState> {
    const { step, vectors } = this.#parts
    const slots: NamedTensor[] = []
    for (const slot of step.slotNames) {
      const tensors = unpackParameters(step.layout.trainable, await vectors.read(`slot_${slot}`))
      slots.push(...tensors.map((tensor) => ({ ...tensor, name: `${slot}/${tensor.name}` })))
    }
    return { step: this.#stepCount, slots }
  }

  async writeOptimizer({ step, slots }: OptimizerState): Promise<void> {
    const { vectors } = this.#parts
    const { layout, slotNames } = this.#parts.step
    for (const slot of slotNames) {
      const own = slots
        .filter(({ name }) => name.startsWith(`${slot}/`))
        .map((tensor) => ({ ...tensor, name: tensor.name.slice(slot.length + 1) }))
      const byName = matchWeights(layout.trainable.slices, own)
      vectors.write(`slot_${slot}`, packParameters(layout.trainable, byName))
    }
    this.#stepCount = step
  }

  async dispose(): Promise<void> {
    const opened = [this.#evaluation, this.#activations, this.#gradients].filter((session) => session !== null)
    for (const session of [this.#parts.session, ...(await Promise.all(opened))]) await session.release()
    await this.#parts.vectors.dispose()
  }

  #pictures({ count, pixels }: Batch): Record<string, Tensor> {
    const shape = this.#parts.ir.values.find(({ op }) => op === 'input')?.shape ?? []
    return { pixels: new Tensor('uint8', pixels, [count, ...shape]) }
  }

  #labels({ count, labels }: Batch): Record<string, Tensor> {
    const { ir } = this.#parts
    const places = ir.values.find(({ id }) => id === ir.output)?.shape.slice(0, -1) ?? []
    return { labels: new Tensor('int32', Int32Array.from(labels), [count, ...places]) }
  }

  #count(probabilities: Float32Array, { labels }: Batch): Pick<StepResult, 'correct' | 'counted'> {
    const { plan, step } = this.#parts
    const correct = countCorrect(probabilities, labels, step.layout.classCount)
    return { correct, counted: countLabels(labels, plan.ignoreLabel) }
  }
}

function specifyVectors({ layout, slotNames }: TrainStep, plan: TrainingPlan): VectorSpecs {
  const { trainable, statistics } = layout
  const slot = { length: trainable.length, value: initialSlotValue(plan.optimizer) }
  return {
    weights: { length: trainable.length, value: 0 },
    ...(statistics.length > 0 ? { statistics: { length: statistics.length, value: 0 } } : {}),
    ...Object.fromEntries(slotNames.map((name) => [`slot_${name}`, slot])),
  }
}

/** A graph has only the inputs that it uses: networks without dropout take no mask, and so on. */
function pick(feeds: Record<string, Tensor>, names: readonly string[]): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(feeds).filter(([name]) => names.includes(name)))
}

function mixedFeeds({ count, mixed }: Batch): Record<string, Tensor> {
  if (!mixed) return {}
  return {
    mixed_labels: new Tensor('int32', Int32Array.from(mixed.labels), [count]),
    mixed_shares: new Tensor('float32', mixed.shares, [count]),
  }
}

function nadamFeed({ optimizer }: TrainingPlan, time: number): Record<string, Tensor> {
  if (optimizer.kind !== 'nadam') return {}
  return { [nadamInput]: new Tensor('float32', nadamMomentum(optimizer.beta1, time), [2]) }
}

/** An ignored label is none of the classes and never hit. */
function countCorrect(probabilities: Float32Array, labels: Labels, classCount: number): number {
  let correct = 0
  for (let row = 0; row < labels.length; row++) {
    let best = 0
    for (let label = 1; label < classCount; label++) {
      if ((probabilities[row * classCount + label] ?? 0) > (probabilities[row * classCount + best] ?? 0)) best = label
    }
    if (best === labels[row]) correct += 1
  }
  return correct
}

function matchWeights(slices: ParameterVector['slices'], weights: readonly NamedTensor[]): Map<string, Float32Array> {
  const byName = new Map(weights.map((weight) => [weight.name, weight]))
  for (const { name, shape } of slices) {
    const found = byName.get(name)?.shape.join('×') ?? '–'
    if (found === shape.join('×')) continue
    throw new LoomError('engine.weightsMismatch', { name, expected: shape.join('×'), found })
  }
  return new Map(weights.map(({ name, values }) => [name, values]))
}
