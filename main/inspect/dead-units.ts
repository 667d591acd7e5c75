import type { DeadUnits } from '#shared/contract/runs.ts'
import type { CheckedGraph, CheckedNode } from '#shared/graph/check-graph.ts'
import { elementCount } from '#shared/layers/shape.ts'
import type { Batch, TrainingSession } from '../engines/engine.ts'

const mostPictures = 64
/** With fewer, units that are merely choosy would be taken for dead. */
const fewestPictures = 16
/** Numbers that may be looked at in one go: 64 MiB as float32. */
const mostNumbers = 2 ** 24
/** Less than this is no cause for concern and is not told. */
const leastShare = 0.25

/**
 * Units of ReLU layers, or maps of convolutions, that give 0 wherever a few pictures are looked at: they learn nothing any
 * more, for no gradient reaches them. Nothing where the network is too large to be looked at in passing.
 */
export async function findDeadUnits(
  session: Pick<TrainingSession, 'activations'>,
  graph: CheckedGraph,
  batch: Batch,
): Promise<DeadUnits[]> {
  const layers = graph.nodes.filter((node) => node.isUsed && isRelu(node))
  const numbers = layers.reduce((sum, { output }) => sum + elementCount(output), 0)
  const count = Math.min(batch.count, mostPictures, Math.floor(mostNumbers / Math.max(1, numbers)))
  if (layers.length === 0 || count < fewestPictures) return []
  const few = takePictures(batch, count)
  const outputs = await session.activations(
    few,
    layers.map(({ node }) => node.id),
  )
  return outputs.flatMap(({ nodeId, shape, values }) => {
    const share = deadShare(values, shape.at(-1) ?? 1)
    return share >= leastShare ? [{ nodeId, share }] : []
  })
}

/** The default of an Activation layer is relu. */
function isRelu({ node: { kind, parameters } }: CheckedNode): boolean {
  return (parameters.activation ?? (kind === 'Activation' ? 'relu' : undefined)) === 'relu'
}

function takePictures({ count, pixels, labels }: Batch, few: number): Batch {
  const part = <Values extends { length: number; slice(start: number, end: number): Values }>(values: Values) =>
    values.slice(0, (few * values.length) / count)
  return { count: few, pixels: part(pixels), labels: part(labels) }
}

/** Of the last axis: how many places of it have no value above 0. */
export function deadShare(values: Float32Array, units: number): number {
  const isAlive = new Uint8Array(units)
  for (let at = 0; at < values.length; at += 1) if ((values[at] ?? 0) > 0) isAlive[at % units] = 1
  return isAlive.reduce((dead, alive) => dead + 1 - alive, 0) / units
}
