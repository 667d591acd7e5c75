import { addNode, connect } from '../document/edit.ts'
import { emptyDocument, type LoomDocument, type LoomNode, type TrainingSettings } from '../document/schema.ts'

/** One layer of a chain: its kind and the parameters that differ from Keras's defaults. */
export type ChainStep = [kind: string, parameters?: LoomNode['parameters']]

export interface ZooNetwork {
  /** Also names its texts: `zoo.<id>.title` and `zoo.<id>.note` in messages/zoo-messages.ts. */
  id: string
  build(): LoomDocument
}

/** Pixels between the layers of a chain, drawn from top to bottom. */
const rowHeight = 140

/** A drawing of layers one after the other, between an Input of `shape` and an Output. */
export function drawChain(
  name: string,
  shape: [number, number, number],
  steps: ChainStep[],
  training: Partial<TrainingSettings> = {},
): LoomDocument {
  const base = emptyDocument(name)
  let document: LoomDocument = {
    ...base,
    training: { ...base.training, ...training },
  }
  let previous: string | null = null
  const all: ChainStep[] = [['Input', { shape }], ...steps, ['Output']]
  for (const [row, [kind, parameters]] of all.entries()) {
    const added = addNode(document, kind, { x: 0, y: row * rowHeight }, parameters)
    document = previous === null ? added.document : connect(added.document, previous, added.nodeId)
    previous = added.nodeId
  }
  return document
}
