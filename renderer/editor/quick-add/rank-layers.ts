import { addNode } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { judgeLines, type LooseLine } from '#shared/graph/connection.ts'
import type { Problem, Remedy } from '#shared/layers/layer.ts'
import { findLayer, layers } from '#shared/layers/registry.ts'
import type { Shape } from '#shared/layers/shape.ts'
import { freshParameters } from '../place-layer.ts'

/** A layer of the quick list. */
export interface Candidate {
  kind: string
  /** `fits`: it can be joined; `cured`: with `remedy`, a layer between them; `loose`: it can only stand alone. */
  fit: 'fits' | 'cured' | 'loose'
  problem: Problem | null
  remedy: Remedy | null
}

/** What people put most often, and what they mostly put after a layer of some kind. */
const usual = ['Conv2D', 'MaxPooling2D', 'Dense', 'Flatten', 'Dropout', 'BatchNormalization', 'Activation', 'Add']
const usualAfter: Record<string, readonly string[]> = {
  Input: ['Conv2D', 'Flatten', 'BatchNormalization'],
  Conv2D: [
    'MaxPooling2D',
    'Conv2D',
    'BatchNormalization',
    'Activation',
    'Dropout',
    'Flatten',
    'GlobalAveragePooling2D',
  ],
  MaxPooling2D: ['Conv2D', 'Flatten', 'Dropout', 'GlobalAveragePooling2D'],
  AveragePooling2D: ['Conv2D', 'Flatten', 'Dense'],
  BatchNormalization: ['Activation', 'Conv2D', 'MaxPooling2D', 'Dense'],
  Activation: ['Conv2D', 'MaxPooling2D', 'Dense', 'Output'],
  Add: ['Activation', 'BatchNormalization', 'Conv2D', 'GlobalAveragePooling2D'],
  Concatenate: ['Conv2D', 'MaxPooling2D', 'BatchNormalization'],
  Flatten: ['Dense', 'Activation', 'Dropout', 'Output'],
  GlobalAveragePooling2D: ['Dense', 'Activation', 'Output', 'Dropout'],
  Dense: ['Dense', 'Dropout', 'Output', 'Activation', 'BatchNormalization'],
  Dropout: ['Dense', 'Conv2D', 'Flatten', 'Output'],
}

export interface RankState {
  document: LoomDocument
  graph: CheckedGraph
  /** Of the chosen data set. */
  pictureShape: Shape | null
}

/** All layers for the end of a line: those that fit there first, as the shape rules say, and the usual ones before others. */
export function rankLayers(
  line: LooseLine | null,
  state: RankState,
  options: { isOnLine?: boolean } = {},
): Candidate[] {
  const { document } = state
  const offered = layers.filter(({ kind, inputs, outputs }) => {
    if (options.isOnLine) return inputs === 1 && outputs === 1
    return kind !== 'Input' || !has(document, 'Input')
  })
  const judged = judgeKinds(
    offered.map(({ kind }) => kind),
    line,
    state,
  )
  const before = line?.end === 'source' ? document.nodes.find(({ id }) => id === line.nodeId)?.kind : undefined
  const usually = usualOrder(before ?? (document.nodes.length === 0 ? null : undefined))
  const order = (kind: string) => usually(kind === 'Output' && has(document, kind) ? '' : kind)
  return judged.sort((a, b) => fitRank(a) - fitRank(b) || order(a.kind) - order(b.kind))
}

function has({ nodes }: LoomDocument, kind: string): boolean {
  return nodes.some((node) => node.kind === kind)
}

function fitRank({ fit }: Candidate): number {
  return ['fits', 'cured', 'loose'].indexOf(fit)
}

/** `null`: an empty drawing, which begins with an Input. */
function usualOrder(before: string | null | undefined): (kind: string) => number {
  const first = before === null ? ['Input'] : (usualAfter[before ?? ''] ?? [])
  const ranked = [...new Set([...first, ...usual])]
  return (kind) => {
    const place = ranked.indexOf(kind)
    return place < 0 ? ranked.length : place
  }
}

/** Asks the real rules about a layer of each kind, as if all of them stood in the drawing. */
export function judgeKinds(kinds: readonly string[], line: LooseLine | null, state: RankState): Candidate[] {
  if (!line) return kinds.map((kind) => ({ kind, fit: 'fits', problem: null, remedy: null }))
  let { document } = state
  const ids = kinds.map((kind) => {
    const added = addNode(document, kind, { x: 0, y: 0 }, freshParameters(kind, state.pictureShape))
    document = added.document
    return added.nodeId
  })
  const verdictOf = judgeLines(document, state.graph, line)
  return kinds.map((kind, index) => toCandidate(kind, verdictOf(ids[index] ?? '').problem, line))
}

/** What a verdict on a line means for the layer at its other end. */
export function toCandidate(kind: string, problem: Problem | null, line: LooseLine): Candidate {
  // Few want a row cut to a picture, so that layers for pictures are not offered behind rows.
  const remedies = line.end === 'source' && problem?.code !== 'graph.needsPicture' ? problem?.remedies : []
  const remedy = remedies?.find(isCureHere) ?? null
  return { kind, fit: problem ? (remedy ? 'cured' : 'loose') : 'fits', problem, remedy }
}

function isCureHere(remedy: Remedy): boolean {
  return remedy.kind === 'setParameters' || (remedy.kind === 'insertBefore' && findLayer(remedy.layer) !== undefined)
}
