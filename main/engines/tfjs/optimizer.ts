import type { Clipping } from '#main/compile/onnx/clipping.ts'
import { nadamMomentum } from '#main/compile/onnx/nadam-momentum.ts'
import { initialSlotValue, optimizerSlotNames } from '#main/compile/onnx/optimizers.ts'
import { type ModelWeight, matchTensors } from '#main/compile/tfjs/model-weights.ts'
import { tf } from '#main/compile/tfjs/tensorflow.ts'
import type { OptimizerKind, OptimizerSettings } from '#shared/document/optimizers.ts'
import type { NamedTensor, OptimizerState } from '../engine.ts'
import { readValues } from './read-values.ts'

interface UpdateInputs {
  weight: tf.Tensor
  gradient: tf.Tensor
  slots: tf.Tensor[]
  /** The number of this step, from 1. */
  time: number
}

interface Update {
  weight: tf.Tensor
  slots: tf.Tensor[]
}

type Settings<Kind extends OptimizerKind> = Extract<OptimizerSettings, { kind: Kind }>
type Rules = { [Kind in OptimizerKind]: (inputs: UpdateInputs, settings: Settings<Kind>) => Update }

/**
 * The formulas of tf.train.*, and for AdamW, Nadam and Adadelta of Keras. tf.train's own state cannot be restored: Adamax's
 * not at all, and the others' keep powers of beta as float32 products. w: weight, g: gradient, t: time. `1 − βᵗ` is computed in double precision.
 */
const rules: Rules = {
  /** w ← w − lr·g */
  sgd: ({ weight, gradient }, { learningRate }) => ({
    weight: tf.sub(weight, tf.mul(gradient, learningRate)),
    slots: [],
  }),

  /** a ← μ·a + g; w ← w − lr·a, Nesterov's w ← w − lr·(g + μ·a) */
  momentum({ weight, gradient, slots }, { learningRate, momentum, nesterov }) {
    const further = (from: tf.Tensor) => tf.add(tf.mul(from, momentum), gradient)
    const next = further(slotAt(slots, 0))
    return { weight: tf.sub(weight, tf.mul(nesterov ? further(next) : next, learningRate)), slots: [next] }
  },

  /** s ← ρ·s + (1−ρ)·g²; w ← w − lr·g / √(s + ε) */
  rmsprop({ weight, gradient, slots }, { learningRate, rho, epsilon }) {
    const next = decay(slotAt(slots, 0), tf.square(gradient), rho)
    const change = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(next, epsilon)))
    return { weight: tf.sub(weight, change), slots: [next] }
  },

  /** s ← s + g²; w ← w − lr·g / √(s + ε) */
  adagrad({ weight, gradient, slots }, { learningRate, epsilon }) {
    const next = tf.add(slotAt(slots, 0), tf.square(gradient))
    const change = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(next, epsilon)))
    return { weight: tf.sub(weight, change), slots: [next] }
  },

  /** s ← ρ·s + (1−ρ)·g²; d = g·√(u + ε) / √(s + ε); u ← ρ·u + (1−ρ)·d²; w ← w − lr·d */
  adadelta({ weight, gradient, slots }, { learningRate, rho, epsilon }) {
    const [squares, updates] = [slotAt(slots, 0), slotAt(slots, 1)]
    const root = (of: tf.Tensor) => tf.sqrt(tf.add(of, epsilon))
    const nextSquares = decay(squares, tf.square(gradient), rho)
    const change = tf.mul(tf.div(root(updates), root(nextSquares)), gradient)
    return {
      weight: tf.sub(weight, tf.mul(change, learningRate)),
      slots: [nextSquares, decay(updates, tf.square(change), rho)],
    }
  },

  /** w ← w − lr·m̂ / (√v̂ + ε) */
  adam(inputs, settings) {
    const { change, slots } = adamStep(inputs, settings)
    return { weight: tf.sub(inputs.weight, change), slots }
  },

  /** w ← w − lr·λ·w − lr·m̂ / (√v̂ + ε), λ the weight decay */
  adamw(inputs, settings) {
    const { change, slots } = adamStep(inputs, settings)
    const kept = tf.mul(inputs.weight, 1 - settings.learningRate * settings.weightDecay)
    return { weight: tf.sub(kept, change), slots }
  },

  /** m ← β₁m + (1−β₁)g; u ← max(β₂u, |g|); w ← w − lr / (1−β₁ᵗ) · m / (u + ε) */
  adamax({ weight, gradient, slots, time }, { learningRate, beta1, beta2, epsilon }) {
    const m = decay(slotAt(slots, 0), gradient, beta1)
    const u = tf.maximum(tf.mul(slotAt(slots, 1), beta2), tf.abs(gradient))
    const change = tf.div(tf.mul(m, learningRate / (1 - beta1 ** time)), tf.add(u, epsilon))
    return { weight: tf.sub(weight, change), slots: [m, u] }
  },

  /** m and v as in adam; w ← w − lr·(c·m + d·g) / (√v̂ + ε), with c and d of `nadamMomentum` */
  nadam({ weight, gradient, slots, time }, { learningRate, beta1, beta2, epsilon }) {
    const m = decay(slotAt(slots, 0), gradient, beta1)
    const v = decay(slotAt(slots, 1), tf.square(gradient), beta2)
    const [ofMoment, ofGradient] = nadamMomentum(beta1, time)
    const ahead = tf.add(tf.mul(m, learningRate * ofMoment), tf.mul(gradient, learningRate * ofGradient))
    const change = tf.div(ahead, tf.add(tf.sqrt(tf.div(v, 1 - beta2 ** time)), epsilon))
    return { weight: tf.sub(weight, change), slots: [m, v] }
  },
}

/** m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; the change is lr·m̂ / (√v̂ + ε), with m̂ = m / (1−β₁ᵗ), v̂ = v / (1−β₂ᵗ) */
function adamStep(
  { gradient, slots, time }: UpdateInputs,
  { learningRate, beta1, beta2, epsilon }: Pick<Settings<'adam'>, 'learningRate' | 'beta1' | 'beta2' | 'epsilon'>,
): { change: tf.Tensor; slots: tf.Tensor[] } {
  const m = decay(slotAt(slots, 0), gradient, beta1)
  const v = decay(slotAt(slots, 1), tf.square(gradient), beta2)
  const root = tf.sqrt(tf.div(v, 1 - beta2 ** time))
  const change = tf.div(tf.mul(m, learningRate / (1 - beta1 ** time)), tf.add(root, epsilon))
  return { change, slots: [m, v] }
}

/** `β·old + (1−β)·fresh` */
function decay(old: tf.Tensor, fresh: tf.Tensor, beta: number): tf.Tensor {
  return tf.add(tf.mul(old, beta), tf.mul(fresh, 1 - beta))
}

function slotAt(slots: tf.Tensor[], index: number): tf.Tensor {
  const slot = slots[index]
  if (!slot) throw new Error('the optimizer lacks a slot')
  return slot
}

interface Slot {
  /** `<slot>/<weight>`, as in checkpoints. */
  name: string
  variable: tf.Variable
}

/** Updates a network's trainable weights. Whoever made it disposes it; the weights are not its own. */
export class TfjsOptimizer {
  #settings: OptimizerSettings
  readonly #clipping: Clipping
  readonly #weights: { weight: ModelWeight; slots: Slot[] }[]
  /** Steps done. */
  step = 0

  constructor(settings: OptimizerSettings, weights: readonly ModelWeight[], clipping: Clipping = {}) {
    this.#settings = settings
    this.#clipping = clipping
    this.#weights = weights
      .filter(({ isTrainable }) => isTrainable)
      .map((weight) => ({
        weight,
        slots: optimizerSlotNames[settings.kind].map((slot) => ({
          name: `${slot}/${weight.name}`,
          variable: tf.tidy(() => tf.variable(tf.fill([...weight.shape], initialSlotValue(settings)), false)),
        })),
      }))
  }

  /** From the next update on. */
  setLearningRate(learningRate: number): void {
    this.#settings = { ...this.#settings, learningRate }
  }

  /** One update; `gradients` by the names of tfjs's variables. Called within a tidy. */
  apply(raw: tf.NamedTensorMap): void {
    const gradients = clipGradients(raw, this.#clipping)
    const rule = rules[this.#settings.kind] as (inputs: UpdateInputs, settings: OptimizerSettings) => Update
    for (const { weight, slots } of this.#weights) {
      const gradient = gradients[weight.variable.name]
      if (!gradient) continue
      tf.tidy(() => {
        const before = { weight: weight.variable.read(), slots: slots.map(({ variable }) => variable) }
        const after = rule({ ...before, gradient, time: this.step + 1 }, this.#settings)
        weight.variable.write(after.weight)
        for (const [index, { variable }] of slots.entries()) variable.assign(slotAt(after.slots, index))
      })
    }
    this.step += 1
  }

  /** Copies of the slots, by kind of slot and then in the order of the weights. */
  async read(): Promise<OptimizerState> {
    const slots = optimizerSlotNames[this.#settings.kind].flatMap((_, kind) =>
      this.#weights.map((entry) => readSlot(entry.slots[kind])),
    )
    return { step: this.step, slots: await Promise.all(slots) }
  }

  /** @throws LoomError engine.weightsMismatch when the slots are not those of this network and optimiser */
  write(state: OptimizerState): void {
    const slots = this.#weights.flatMap((entry) => entry.slots)
    const given = matchTensors(
      slots.map(({ name, variable }) => ({ name, shape: variable.shape })),
      state.slots,
    )
    for (const [index, { variable }] of slots.entries()) {
      const values = given[index]?.values.slice()
      if (values) tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)))
    }
    this.step = state.step
  }

  dispose(): void {
    for (const { slots } of this.#weights) for (const { variable } of slots) variable.dispose()
  }
}

/** Values first, then the norm of all together: g ← g·c / max(c, ‖g‖). */
function clipGradients(gradients: tf.NamedTensorMap, { clipNorm = 0, clipValue = 0 }: Clipping): tf.NamedTensorMap {
  const map = (change: (gradient: tf.Tensor) => tf.Tensor, from: tf.NamedTensorMap): tf.NamedTensorMap =>
    Object.fromEntries(Object.entries(from).map(([name, gradient]) => [name, change(gradient)]))
  const held = clipValue > 0 ? map((gradient) => tf.clipByValue(gradient, -clipValue, clipValue), gradients) : gradients
  if (clipNorm <= 0) return held
  const squares = Object.values(held).map((gradient) => tf.sum(tf.square(gradient)))
  const factor = tf.div(clipNorm, tf.maximum(tf.sqrt(tf.addN(squares)), clipNorm))
  return map((gradient) => tf.mul(gradient, factor), held)
}

async function readSlot(slot: Slot | undefined): Promise<NamedTensor> {
  if (!slot) throw new Error('the optimizer lacks a slot')
  return { name: slot.name, shape: [...slot.variable.shape], values: await readValues(slot.variable) }
}
