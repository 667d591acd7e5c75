import { type BuiltModel, buildModel } from '#main/compile/tfjs/build-model.ts'
import { createKerasLayer } from '#main/compile/tfjs/keras-layer.ts'
import { tf } from '#main/compile/tfjs/tensorflow.ts'
import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import { type TrainingContext, trainingLayers } from './training-layers.ts'

/**
 * The softmax or sigmoid at the end of a network. The training model leaves it out and gives logits, from which the loss
 * is computed without taking the logarithm of a probability that was rounded to 0.
 */
export interface OutputTail {
  activation: 'softmax' | 'sigmoid'
  /** The activation's node and those after it, which only rearrange. */
  nodeIds: ReadonlySet<string>
  /** A softmax is over groups of this many neighbours in a row of the output. */
  channels: number
}

export interface TrainingModel extends BuiltModel {
  tail: OutputTail | null
}

/** @throws LoomError the graph's first error when it cannot be trained */
export function buildTrainingModel(graph: CheckedGraph, seed: number, context: TrainingContext): TrainingModel {
  const tail = findTail(graph)
  let randomLayers = 0
  const randomIndex = () => randomLayers++
  const built = buildModel(graph, {
    seed,
    create(checked, className, config) {
      const isTail = tail?.nodeIds.has(checked.node.id) === true && checked.values.activation === tail.activation
      if (isTail) return createKerasLayer(className, { ...config, activation: 'linear' })
      return trainingLayers[className]?.(config, context, randomIndex) ?? createKerasLayer(className, config)
    },
  })
  return { ...built, tail }
}

function findTail(graph: CheckedGraph): OutputTail | null {
  const byId = new Map(graph.nodes.map((checked) => [checked.node.id, checked]))
  const sourceOf = (checked: CheckedNode | undefined) => byId.get(checked?.sources[0] ?? '')
  const nodeIds = new Set<string>()
  let checked = byId.get(graph.ends.outputId ?? '')
  while (checked && (checked.layer.kind === 'Output' || checked.layer.kind === 'Flatten')) {
    nodeIds.add(checked.node.id)
    checked = sourceOf(checked)
  }
  const activation = checked?.values.activation
  if (!checked || (activation !== 'softmax' && activation !== 'sigmoid')) return null
  nodeIds.add(checked.node.id)
  return { activation, nodeIds, channels: checked.output.at(-1) ?? 1 }
}

/** `[count, classes]` of logits or outputs, as the model gives them, to what the network as drawn gives. Any shape. */
export function applyTail(tail: OutputTail | null, outputs: tf.Tensor): tf.Tensor {
  if (!tail) return outputs
  if (tail.activation === 'sigmoid') return tf.sigmoid(outputs)
  return tf.tidy(() => tf.reshape(tf.softmax(tf.reshape(outputs, [-1, tail.channels])), outputs.shape))
}
