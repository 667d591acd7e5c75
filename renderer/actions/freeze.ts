import { setParameters } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { findLayer } from '#shared/layers/registry.ts'
import { splitLayers, useWeightSets } from '../stores/carried-layers.ts'
import { checkedGraph, useDocumentStore } from '../stores/document-store.ts'
import type { Action } from './action.ts'

/** Keeps the layers that go on with trained weights as they are, so that only those that were added learn. */
export const freezeCarriedAction: Action = {
  id: 'freezeCarried',
  labelKey: 'actions.freezeCarried',
  shortcuts: [],
  undo: 'now',
  isEnabled: ({ document }) => freezable(document, carriedLayers(document), true).length > 0,
  perform() {
    const { document } = useDocumentStore.getState()
    setTrainable(freezable(document, carriedLayers(document), true), false)
  },
}

/** Lets every layer learn again. */
export const unfreezeAction: Action = {
  id: 'unfreeze',
  labelKey: 'actions.unfreeze',
  shortcuts: [],
  undo: 'now',
  isEnabled: ({ document }) => freezable(document, allLayers(document), false).length > 0,
  perform() {
    const { document } = useDocumentStore.getState()
    setTrainable(freezable(document, allLayers(document), false), true)
  },
}

function setTrainable(nodeIds: readonly string[], trainable: boolean): void {
  const change = (document: LoomDocument) =>
    nodeIds.reduce((drawn, nodeId) => setParameters(drawn, nodeId, { trainable }), document)
  useDocumentStore.getState().edit(change, trainable ? 'app:edits.unfreeze' : 'app:edits.freeze')
}

/** Of the named layers those that have the parameter, and have it as it is given. */
function freezable({ nodes }: LoomDocument, nodeIds: readonly string[], isTrainable: boolean): string[] {
  const named = new Set(nodeIds)
  return nodes.flatMap(({ id, kind, parameters }) => {
    const canFreeze = named.has(id) && 'trainable' in (findLayer(kind)?.parameters ?? {})
    return canFreeze && (parameters.trainable ?? true) === isTrainable ? [id] : []
  })
}

const allLayers = ({ nodes }: LoomDocument) => nodes.map(({ id }) => id)

function carriedLayers({ initialWeights }: LoomDocument): string[] {
  const set = useWeightSets.getState().sets[initialWeights ?? '']
  return set ? splitLayers(checkedGraph(), set).carried : []
}
