import { listModelWeights, type ModelWeight, setModelWeights } from '#main/compile/tfjs/model-weights.ts'
import { keras, tf } from '#main/compile/tfjs/tensorflow.ts'
import type { EngineDevice } from '#shared/contract/engines.ts'
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
import { computeLoss, countCorrect, type RowLabels } from './loss.ts'
import { TfjsOptimizer } from './optimizer.ts'
import { addPenalties } from './penalties.ts'
import { readValues, takeValues } from './read-values.ts'
import type { TrainingContext } from './training-layers.ts'
import { applyTail, buildTrainingModel, type TrainingHead, type TrainingModel } from './training-model.ts'

/**
 * Builds the network on a backend of tfjs. Backends are global to the process, so each call of a session makes its own
 * the current one first; sessions on two backends may be open at once, but calls must not overlap.
 * @throws LoomError the graph's first error when it cannot be trained
 */
export async function openTfjsSession(
  plan: TrainingPlan,
  device: EngineDevice,
  backend: string,
): Promise<TrainingSession> {
  await tf.setBackend(backend)
  return new TfjsSession(plan, device, backend)
}

interface Gradients {
  loss: tf.Scalar
  correct: tf.Scalar
  byVariable: tf.NamedTensorMap
}

/** `[…, classes]`: logits where the head has a tail. */
type HeadResult = TrainingHead & { outputs: tf.Tensor }

/** A model that gives the outputs of some nodes. */
interface Watcher {
  key: string
  tensors: keras.SymbolicTensor[]
  model: keras.LayersModel
}

class TfjsSession implements TrainingSession {
  readonly device: EngineDevice
  readonly #plan: TrainingPlan
  readonly #backend: string
  readonly #context: TrainingContext
  readonly #network: TrainingModel
  readonly #weights: ModelWeight[]
  readonly #optimizer: TfjsOptimizer
  #watcher: Watcher | null = null

  constructor(plan: TrainingPlan, device: EngineDevice, backend: string) {
    this.device = device
    this.#plan = plan
    this.#backend = backend
    this.#context = { seed: plan.seed, step: 0, updatesStatistics: true }
    this.#network = buildTrainingModel(plan.graph, plan.seed, this.#context)
    this.#weights = listModelWeights(this.#network)
    this.#optimizer = new TfjsOptimizer(plan.optimizer, this.#weights, plan)
  }

  async trainStep(batch: Batch): Promise<StepResult> {
    await this.#selectBackend()
    const { loss, correct } = tf.tidy(() => {
      const { byVariable, ...result } = this.#differentiate(batch, true)
      this.#optimizer.apply(byVariable)
      return result
    })
    this.#context.step = this.#optimizer.step
    return { ...(await takeResult(loss, correct)), counted: this.#count(batch) }
  }

  async setLearningRate(rate: number): Promise<void> {
    this.#optimizer.setLearningRate(rate)
  }

  /** The gradients of the next step, which is not taken: weights, statistics and counters stay. */
  async gradients(batch: Batch): Promise<NamedTensor[]> {
    await this.#selectBackend()
    const found = tf.tidy(() => {
      const { byVariable } = this.#differentiate(batch, false)
      return this.#weights.flatMap(({ name, variable }) => {
        const gradient = byVariable[variable.name]
        return gradient ? [{ name, gradient }] : []
      })
    })
    const values = await takeValues(found.map(({ gradient }) => gradient))
    return found.map(({ name, gradient }, place) => tensorOf(name, gradient.shape, values[place]))
  }

  async evaluate(batch: Batch): Promise<EvaluateResult> {
    await this.#selectBackend()
    const { loss, correct, probabilities } = tf.tidy(() => {
      const labels = labelsOf(batch)
      const [{ tail, outputs }] = this.#run(this.#pictures(batch), false)
      const all = applyTail(tail, outputs)
      const own = computeLoss({ ...this.#plan, weightByClass: undefined }, tail, outputs, { labels })
      return {
        loss: addPenalties(own, this.#weights),
        correct: countCorrect(all, labels),
        probabilities: all,
      }
    })
    const [values = new Float32Array(0)] = await takeValues([probabilities])
    return { ...(await takeResult(loss, correct)), counted: this.#count(batch), probabilities: values }
  }

  async activations(batch: Batch, nodeIds: readonly string[]): Promise<ActivationTensor[]> {
    await this.#selectBackend()
    const { outputs, heads } = this.#network
    const known = nodeIds.filter((id) => outputs.has(id))
    if (known.length === 0) return []
    const { model, tensors } = this.#watch(known)
    const drawn = tf.tidy(() => {
      const results = [model.apply(this.#pictures(batch), { training: false }) as tf.Tensor | tf.Tensor[]].flat()
      return known.map((nodeId) => {
        const output = outputs.get(nodeId)
        const result = output && results[tensors.indexOf(output)]
        if (!result) throw new Error(`tfjs gave no output of ${nodeId}`)
        const tail = heads.find((head) => head.tail?.nodeIds.has(nodeId))?.tail ?? null
        return tf.clone(applyTail(tail, result))
      })
    })
    const shapes = drawn.map((tensor) => [...tensor.shape])
    const values = await takeValues(drawn)
    return known.map((nodeId, place) => ({
      nodeId,
      shape: shapes[place] ?? [],
      values: values[place] ?? new Float32Array(0),
    }))
  }

  async readWeights(): Promise<NamedTensor[]> {
    await this.#selectBackend()
    return Promise.all(
      this.#weights.map(async ({ name, shape, variable }) => tensorOf(name, shape, await readValues(variable.read()))),
    )
  }

  async writeWeights(weights: readonly NamedTensor[]): Promise<void> {
    await this.#selectBackend()
    setModelWeights(this.#network, weights)
  }

  async readOptimizer(): Promise<OptimizerState> {
    await this.#selectBackend()
    return this.#optimizer.read()
  }

  async writeOptimizer(state: OptimizerState): Promise<void> {
    await this.#selectBackend()
    this.#optimizer.write(state)
    this.#context.step = state.step
  }

  async dispose(): Promise<void> {
    await this.#selectBackend()
    this.#optimizer.dispose()
    this.#network.model.dispose()
  }

  /** Called within a tidy, which frees the gradients. */
  #differentiate(batch: Batch, updatesStatistics: boolean): Gradients {
    const pictures = this.#pictures(batch)
    const labels = labelsOf(batch)
    const rows = { labels, mixed: mixedOf(batch) }
    const variables = this.#weights.flatMap(({ isTrainable, variable }) =>
      isTrainable ? [variable.read() as tf.Variable] : [],
    )
    const kept: { correct?: tf.Scalar } = {}
    this.#context.updatesStatistics = updatesStatistics
    const { value, grads } = tf.variableGrads(() => {
      const heads = this.#run(pictures, true)
      const [{ tail, outputs }] = heads
      kept.correct = tf.keep(countCorrect(applyTail(tail, outputs), labels))
      const losses = heads.map((head) => tf.mul(computeLoss(this.#plan, head.tail, head.outputs, rows), head.weight))
      return addPenalties(tf.addN(losses) as tf.Scalar, this.#weights)
    }, variables)
    const correct = kept.correct ? tf.clone(kept.correct) : tf.scalar(0)
    kept.correct?.dispose()
    return { loss: value, correct, byVariable: grads }
  }

  /** What the model gives at each head, the main one first. */
  #run(pictures: tf.Tensor, training: boolean): [HeadResult, ...HeadResult[]] {
    const { model, heads } = this.#network
    const results = [model.apply(pictures, { training }) as tf.Tensor | tf.Tensor[]].flat()
    const [main, ...others] = heads
    const resultOf = (head: TrainingHead): HeadResult => {
      const outputs = results[head.place]
      if (!outputs) throw new Error(`tfjs gave no output ${head.place}`)
      return { ...head, outputs }
    }
    return [resultOf(main), ...others.map(resultOf)]
  }

  /** A model over the same layers that gives the outputs of some nodes; the last one is kept, as watching goes on. */
  #watch(nodeIds: string[]): Watcher {
    const key = JSON.stringify(nodeIds)
    if (this.#watcher?.key === key) return this.#watcher
    const { model, outputs } = this.#network
    // tfjs gives null for a tensor's second place in the list: Output has that of the layer before it.
    const tensors = [...new Set(nodeIds.flatMap((id) => outputs.get(id) ?? []))]
    this.#watcher = { key, tensors, model: keras.model({ inputs: model.inputs, outputs: tensors }) }
    return this.#watcher
  }

  #pictures({ count, pixels }: Batch): tf.Tensor {
    const shape = this.#network.model.inputs[0]?.shape.slice(1) as number[]
    const values = new Float32Array(pixels.length)
    for (let index = 0; index < pixels.length; index += 1) values[index] = (pixels[index] ?? 0) / 255
    return tf.tensor(values, [count, ...shape])
  }

  #count({ labels }: Batch): number {
    return countLabels(labels, this.#plan.ignoreLabel)
  }

  async #selectBackend(): Promise<void> {
    if (tf.getBackend() !== this.#backend) await tf.setBackend(this.#backend)
  }
}

function mixedOf({ mixed }: Batch): RowLabels['mixed'] {
  return mixed && { labels: labelsOf(mixed), shares: tf.tensor1d(mixed.shares) }
}

function labelsOf({ labels }: Pick<Batch, 'labels'>): tf.Tensor1D {
  return tf.tensor1d(Int32Array.from(labels), 'int32')
}

/** As one tensor: each answer of a graphics card is waited for. */
async function takeResult(loss: tf.Scalar, correct: tf.Scalar): Promise<Omit<StepResult, 'counted'>> {
  const both = tf.tidy(() => tf.stack([loss, tf.cast(correct, 'float32')]))
  tf.dispose([loss, correct])
  const [values] = await takeValues([both])
  return { loss: values?.[0] ?? Number.NaN, correct: values?.[1] ?? Number.NaN }
}

function tensorOf(name: string, shape: readonly number[], values: Float32Array = new Float32Array(0)): NamedTensor {
  return { name, shape: [...shape], values }
}
