import type { LoomDocument, LoomNode, TrainingSettings } from '../document/schema.ts'
import { startDrawing } from './draw.ts'

/**
 * One layer of a chain: its kind and the parameters that differ from Keras's defaults. `sources` are the places of the
 * layers before it, where that is not the last one: 0 is Input, 1 the first step.
 */
export type ChainStep = [kind: string, parameters?: LoomNode['parameters'], sources?: readonly number[]]

export interface ZooNetwork {
  /** Also names its texts: `zoo.<id>.title` and `zoo.<id>.note` in messages/zoo-messages.ts. */
  id: string
  build(): LoomDocument
}

/** A drawing of layers one after the other, between an Input of `shape` and an Output. */
export function drawChain(
  name: string,
  shape: [number, number, number],
  steps: ChainStep[],
  training: Partial<TrainingSettings> = {},
): LoomDocument {
  const net = startDrawing(name)
  const ids: string[] = []
  const all: ChainStep[] = [['Input', { shape }], ...steps, ['Output']]
  for (const [place, [kind, parameters = {}, sources = [place - 1]]] of all.entries()) {
    const from = sources.flatMap((source) => ids[source] ?? [])
    ids.push(net.add(kind, parameters, from))
  }
  return net.finish(training)
}
