import { addNode, connect } from '../document/edit.ts'
import { emptyDocument, type LoomDocument, type LoomNode, type TrainingSettings } from '../document/schema.ts'

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

/** A chain is drawn like text in columns, from top to bottom and then to the right, so that it fits a screen. */
const rowHeight = 140
const columnWidth = 260
const rowsPerColumn = 5

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
  const ids: string[] = []
  const all: ChainStep[] = [['Input', { shape }], ...steps, ['Output']]
  for (const [place, [kind, parameters, sources = [place - 1]]] of all.entries()) {
    const added = addNode(document, kind, chainPosition(place), parameters)
    document = added.document
    for (const id of sources.flatMap((source) => ids[source] ?? [])) document = connect(document, id, added.nodeId)
    ids.push(added.nodeId)
  }
  return document
}

function chainPosition(place: number): LoomNode['position'] {
  return { x: Math.floor(place / rowsPerColumn) * columnWidth, y: (place % rowsPerColumn) * rowHeight }
}
