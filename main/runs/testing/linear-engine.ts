import { setTimeout } from 'node:timers/promises'
import type { EngineDevice } from '#shared/contract/engines.ts'
import { elementCount } from '#shared/layers/shape.ts'
import { seededRandom } from '../../datasets/random.ts'
import type { Batch, Engine, NamedTensor, TrainingPlan, TrainingSession } from '../../engines/engine.ts'

export const linearDevice: EngineDevice = { engine: 'tfjs', device: 'cpu', name: 'softmax regression' }

export interface LinearEngineOptions {
  /** What a step takes at least. */
  stepMs?: number
  /** What a look takes at least. */
  lookMs?: number
  /** Called before each step (from 1): may throw, or answer a loss to be told instead of the true one. */
  onStep?(step: number): number | undefined
  onOpen?(session: TrainingSession): void
}

/**
 * An engine for tests: whatever was drawn, it really learns a softmax regression on the pixels, by gradient descent with
 * momentum. The weights of the drawing are there as well, but stay as they are.
 */
export function createLinearEngine(options: LinearEngineOptions = {}): Engine {
  return {
    id: 'tfjs',
    probe: async () => [{ isUsable: true, isReference: true, device: linearDevice }],
    async open(plan) {
      const session = openSession(plan, options)
      options.onOpen?.(session)
      return session
    },
  }
}

const momentum = 0.9

function openSession(plan: TrainingPlan, options: LinearEngineOptions): TrainingSession {
  const { graph } = plan
  const end = graph.nodes.find(({ node }) => node.id === graph.ends.outputId)
  const classes = end?.output[0] ?? 0
  const features = elementCount(graph.nodes[0]?.output ?? [])
  const random = seededRandom(plan.seed)
  const kernel = Float32Array.from({ length: features * classes }, () => 0.01 * (random() - 0.5))
  const velocity = new Float32Array(kernel.length)
  const drawn: NamedTensor[] = graph.nodes.flatMap(({ node, weights }) =>
    weights.map(({ name, shape }) => ({
      name: `${node.id}/${name}`,
      shape,
      values: Float32Array.from({ length: elementCount(shape) }, () => random() - 0.5),
    })),
  )
  let step = 0
  let { learningRate } = plan.optimizer

  function forward({ count, pixels, labels }: Batch) {
    const probabilities = new Float32Array(count * classes)
    let loss = 0
    let correct = 0
    for (let row = 0; row < count; row += 1) {
      const scores = new Float64Array(classes)
      for (let feature = 0; feature < features; feature += 1) {
        const value = (pixels[row * features + feature] ?? 0) / 255
        if (value === 0) continue
        for (let label = 0; label < classes; label += 1) {
          scores[label] = (scores[label] ?? 0) + value * (kernel[feature * classes + label] ?? 0)
        }
      }
      const most = Math.max(...scores)
      const powers = scores.map((score) => Math.exp(score - most))
      const sum = powers.reduce((all, power) => all + power, 0)
      probabilities.set(
        powers.map((power) => power / sum),
        row * classes,
      )
      loss -= Math.log((powers[labels[row] ?? 0] ?? 0) / sum)
      if (powers.indexOf(1) === labels[row]) correct += 1
    }
    return { loss: loss / count, correct, counted: count, probabilities }
  }

  function update({ count, pixels, labels }: Batch, probabilities: Float32Array): void {
    const gradient = new Float32Array(kernel.length)
    for (let row = 0; row < count; row += 1) {
      for (let feature = 0; feature < features; feature += 1) {
        const value = (pixels[row * features + feature] ?? 0) / 255 / count
        if (value === 0) continue
        for (let label = 0; label < classes; label += 1) {
          const at = feature * classes + label
          const error = (probabilities[row * classes + label] ?? 0) - (labels[row] === label ? 1 : 0)
          gradient[at] = (gradient[at] ?? 0) + value * error
        }
      }
    }
    for (let at = 0; at < kernel.length; at += 1) {
      velocity[at] = momentum * (velocity[at] ?? 0) + (gradient[at] ?? 0)
      kernel[at] = (kernel[at] ?? 0) - learningRate * (velocity[at] ?? 0)
    }
  }

  const linear = (name: string, values: Float32Array): NamedTensor => ({
    name,
    shape: [features, classes],
    values: values.slice(),
  })

  return {
    device: linearDevice,
    async trainStep(batch) {
      step += 1
      if (options.stepMs !== undefined) await setTimeout(options.stepMs)
      const told = options.onStep?.(step)
      const { loss, correct, counted, probabilities } = forward(batch)
      update(batch, probabilities)
      return { loss: told ?? loss, correct, counted }
    },
    async setLearningRate(rate) {
      learningRate = rate
    },
    evaluate: async (batch) => forward(batch),
    async activations(batch, nodeIds) {
      if (options.lookMs !== undefined) await setTimeout(options.lookMs)
      return graph.nodes
        .filter(({ node }) => nodeIds.includes(node.id))
        .map(({ node, output }) => ({
          nodeId: node.id,
          shape: [batch.count, ...output],
          values:
            node.id === end?.sources[0]
              ? forward(batch).probabilities
              : Float32Array.from({ length: elementCount(output) }, (_, place) => Math.sin(place + step)),
        }))
    },
    readWeights: async () => [linear('linear/kernel', kernel), ...drawn],
    async writeWeights(weights) {
      kernel.set(weights.find(({ name }) => name === 'linear/kernel')?.values ?? [])
    },
    readOptimizer: async () => ({ step, slots: [linear('linear/velocity', velocity)] }),
    async writeOptimizer(state) {
      step = state.step
      velocity.set(state.slots[0]?.values ?? [])
    },
    dispose: async () => {},
  }
}
