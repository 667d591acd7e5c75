import { type BuiltModel, buildModel } from '#main/compile/tfjs/build-model.ts'
import { createKerasLayer } from '#main/compile/tfjs/keras-layer.ts'
import { tf } from '#main/compile/tfjs/tensorflow.ts'
import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import { type TrainingContext, trainingLayers } from './training-layers.ts'

/**
 * The softmax at the end of a network. The training model leaves it out and gives logits, from which the loss is
 * computed without taking the logarithm of a probability that was rounded to 0.
 */
export interface SoftmaxTail {
  /** The softmax's node and those after it, which only rearrange. */
  nodeIds: ReadonlySet<string>
  /** The softmax is over groups of this many neighbours in a row of the output. */
  channels: number
}

export interface TrainingModel extends BuiltModel {
  tail: SoftmaxTail | null
}

/** @throws LoomError the graph's first error when it cannot be trained */
export function buildTrainingModel(graph: CheckedGraph, seed: number, context: TrainingContext): TrainingModel {
  const tail = findSoftmaxTail(graph)
  let dropouts = 0
  const dropoutIndex = () => dropouts++
  const built = buildModel(graph, {
    seed,
    create(checked, className, config) {
      const isSoftmax = tail?.nodeIds.has(checked.node.id) === true && checked.values.activation === 'softmax'
      if (isSoftmax) return createKerasLayer(className, { ...config, activation: 'linear' })
      return trainingLayers[className]?.(config, context, dropoutIndex) ?? createKerasLayer(className, config)
    },
  })
  return { ...built, tail }
}

function findSoftmaxTail(graph: CheckedGraph): SoftmaxTail | null {
  const byId = new Map(graph.nodes.map((checked) => [checked.node.id, checked]))
  const sourceOf = (checked: CheckedNode | undefined) => byId.get(checked?.sources[0] ?? '')
  const nodeIds = new Set<string>()
  let checked = byId.get(graph.ends.outputId ?? '')
  while (checked && (checked.layer.kind === 'Output' || checked.layer.kind === 'Flatten')) {
    nodeIds.add(checked.node.id)
    checked = sourceOf(checked)
  }
  if (checked?.values.activation !== 'softmax') return null
  nodeIds.add(checked.node.id)
  return { nodeIds, channels: checked.output.at(-1) ?? 1 }
}

/** `[count, classes]` of logits or outputs, as the model gives them, to what the network as drawn gives. Any shape. */
export function applyTail(tail: SoftmaxTail | null, outputs: tf.Tensor): tf.Tensor {
  if (!tail) return outputs
  return tf.tidy(() => tf.reshape(tf.softmax(tf.reshape(outputs, [-1, tail.channels])), outputs.shape))
}
