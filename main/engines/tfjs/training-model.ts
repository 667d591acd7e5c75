import { type BuiltModel, buildModel } from '#main/compile/tfjs/build-model.ts'
import { createKerasLayer } from '#main/compile/tfjs/keras-layer.ts'
import { tf } from '#main/compile/tfjs/tensorflow.ts'
import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import { listHeads } from '#shared/graph/heads.ts'
import { type TrainingContext, trainingLayers } from './training-layers.ts'

/**
 * The softmax or sigmoid at a head. The training model leaves it out and gives logits, from which the loss
 * is computed without taking the logarithm of a probability that was rounded to 0.
 */
export interface OutputTail {
  activation: 'softmax' | 'sigmoid'
  /** The activation's node and those after it, which only rearrange. */
  nodeIds: ReadonlySet<string>
  /** A softmax is over groups of this many neighbours in a row of the output. */
  channels: number
}

/** An end of the network at which it is compared with the labels. */
export interface TrainingHead {
  /** What its loss counts in the sum. */
  weight: number
  tail: OutputTail | null
  /** Its place among the outputs of the model. */
  place: number
}

export interface TrainingModel extends BuiltModel {
  /** The main output first. */
  heads: readonly [TrainingHead, ...TrainingHead[]]
}

/** @throws LoomError the graph's first error when it cannot be trained */
export function buildTrainingModel(graph: CheckedGraph, seed: number, context: TrainingContext): TrainingModel {
  const ends = listHeads(graph).map(({ checked, weight }) => ({ checked, weight, tail: findTail(graph, checked) }))
  let randomLayers = 0
  const randomIndex = () => randomLayers++
  const built = buildModel(graph, {
    seed,
    create(checked, className, config) {
      const tail = ends.find((end) => end.tail?.nodeIds.has(checked.node.id))?.tail
      if (tail && checked.values.activation === tail.activation)
        return createKerasLayer(className, { ...config, activation: 'linear' })
      return trainingLayers[className]?.(config, context, randomIndex) ?? createKerasLayer(className, config)
    },
  })
  const places = built.model.outputs
  const [main, ...others] = ends.map(({ checked, weight, tail }): TrainingHead => {
    const output = built.outputs.get(checked.node.id)
    return { weight, tail, place: output ? places.indexOf(output) : -1 }
  })
  if (!main) throw new Error('the network has no way from Input to Output')
  return { ...built, heads: [main, ...others] }
}

/** Null where no softmax or sigmoid ends there, or where something else uses its results too. */
function findTail(graph: CheckedGraph, output: CheckedNode): OutputTail | null {
  const byId = new Map(graph.nodes.map((checked) => [checked.node.id, checked]))
  const countUsers = (id: string) => graph.nodes.filter(({ isUsed, sources }) => isUsed && sources.includes(id)).length
  const sourceOf = ({ sources: [id = ''] }: CheckedNode) => (countUsers(id) === 1 ? byId.get(id) : undefined)
  const nodeIds = new Set<string>()
  let checked: CheckedNode | undefined = output
  while (checked && (checked === output || checked.layer.kind === 'Flatten')) {
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
