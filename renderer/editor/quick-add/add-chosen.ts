import { connect, insertOnEdge } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { applyRemedy } from '#shared/graph/remedies/apply-remedy.ts'
import type { Shape } from '#shared/layers/shape.ts'
import type { AddPlace } from '../../stores/overlay-store.ts'
import { freshParameters, nodeHeight, nodeWidth, type Placed, placeLayer } from '../place-layer.ts'
import type { Candidate } from './rank-layers.ts'

/** Puts a layer of the quick list where the list was opened, joined as far as it fits. */
export function addChosen(
  document: LoomDocument,
  { kind, fit, remedy }: Candidate,
  { position, line, edgeId }: AddPlace,
  pictureShape: Shape | null,
): Placed {
  const parameters = freshParameters(kind, pictureShape)
  if (edgeId !== null && fit !== 'loose') return cure(insertOnEdge(document, edgeId, kind, parameters), remedy)
  const isBefore = line?.end === 'target'
  const corner = { x: position.x - nodeWidth / 2, y: position.y - (isBefore ? nodeHeight : 0) }
  const placed = placeLayer(document, kind, corner, parameters)
  if (!line || fit === 'loose') return placed
  const [source, target] = isBefore ? [placed.nodeId, line.nodeId] : [line.nodeId, placed.nodeId]
  return cure({ ...placed, document: connect(placed.document, source, target) }, remedy)
}

function cure(placed: Placed, remedy: Candidate['remedy']): Placed {
  return remedy ? { ...placed, document: applyRemedy(placed.document, placed.nodeId, remedy) } : placed
}
