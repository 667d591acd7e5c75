import { addNode, connect, insertOnEdge, remove, setParameters } from '../../document/edit.ts'
import { rowHeight } from '../../document/extent.ts'
import type { LoomDocument, LoomEdge, LoomNode, ShapesVariant } from '../../document/schema.ts'
import type { Remedy } from '../../layers/layer.ts'
import { checkGraph } from '../check-graph.ts'
import { rewrites } from '../rewrites/registry.ts'

/** Applies a diagnostic's remedy to the node that it was found at; the same document where that is not possible. */
export function applyRemedy(document: LoomDocument, nodeId: string | undefined, remedy: Remedy): LoomDocument {
  const place = nodeId ?? ''
  switch (remedy.kind) {
    case 'insertBefore': {
      const edge = linesInto(document, remedy.nodeId ?? place)[remedy.input ?? 0]
      const parameters = (remedy.parameters ?? {}) as LoomNode['parameters']
      return edge ? insertOnEdge(document, edge.id, remedy.layer, parameters).document : document
    }
    case 'setParameters':
      return setParameters(document, remedy.nodeId ?? place, remedy.parameters as LoomNode['parameters'])
    case 'removeNode':
      return remove(document, new Set([remedy.nodeId ?? place]))
    case 'removeEdge':
      return remove(document, new Set([remedy.edgeId]))
    case 'keepInputs': {
      const surplus = linesInto(document, place).filter((_, input) => !remedy.inputs.includes(input))
      return remove(document, new Set(surplus.map(({ id }) => id)))
    }
    case 'joinInputs':
      return joinInputs(document, place, remedy.layer)
    case 'connect':
      return connect(document, remedy.source, place)
    case 'addEnds':
      return addEnds(document, remedy)
    case 'setBatchSize':
      return { ...document, training: { ...document.training, batchSize: remedy.batchSize } }
    case 'labelPictures':
      return drawShapes(document, 'shapes')
    case 'labelPixels':
      return drawShapes(document, 'segmentation')
    case 'augmentLess': {
      const { steps, mixup, ...others } = document.augmentation
      const kept = steps.filter((_, place) => place + 1 !== remedy.step)
      return { ...document, augmentation: { ...others, steps: kept, mixup: remedy.step === null ? 0 : mixup } }
    }
    case 'rewrite': {
      const rewrite = rewrites.find(({ id }) => id === remedy.rewrite)
      const result = rewrite?.apply({ document, graph: checkGraph(document), nodeIds: new Set() })
      return result?.ok ? result.plan.document : document
    }
    case 'several':
      return remedy.remedies.reduce((changed, each) => applyRemedy(changed, nodeId, each), document)
  }
}

/** In the order in which the layer takes them. */
export function linesInto({ edges }: Pick<LoomDocument, 'edges'>, nodeId: string): LoomEdge[] {
  return edges.filter(({ target }) => target === nodeId)
}

function drawShapes(document: LoomDocument, variant: ShapesVariant): LoomDocument {
  const { data } = document
  return data.source === 'shapes' ? { ...document, data: { ...data, variant } } : document
}

function joinInputs(document: LoomDocument, nodeId: string, kind: string): LoomDocument {
  const [first, ...others] = linesInto(document, nodeId)
  if (!first) return document
  const inserted = insertOnEdge(document, first.id, kind)
  const moved = new Set(others.map(({ id }) => id))
  const edges = inserted.document.edges.map((edge) =>
    moved.has(edge.id) ? { ...edge, target: inserted.nodeId } : edge,
  )
  return { ...inserted.document, edges }
}

function addEnds(document: LoomDocument, { input, output }: Extract<Remedy, { kind: 'addEnds' }>): LoomDocument {
  let grown = document
  if (input) {
    const position = beside(grown, input.feeds[0], -rowHeight)
    const added = addNode(grown, 'Input', position, { shape: [...input.shape] })
    grown = input.feeds.reduce((fed, each) => connect(fed, added.nodeId, each), added.document)
  }
  if (!output) return grown
  const added = addNode(grown, 'Output', beside(grown, output.follows ?? undefined, rowHeight))
  return output.follows === null ? added.document : connect(added.document, output.follows, added.nodeId)
}

/** Above or below a layer; without one, above or below the middle of the drawing. */
function beside({ nodes }: LoomDocument, nodeId: string | undefined, down: number): LoomNode['position'] {
  const { x, y } = nodes.find(({ id }) => id === nodeId)?.position ?? { x: 0, y: down / 2 }
  return { x, y: y + down }
}
