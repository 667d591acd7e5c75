import { create } from 'zustand'
import type { CarriedReport } from '#shared/contract/weights.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { type CheckedGraph, checkGraph } from '#shared/graph/check-graph.ts'
import { traceWeights, weightShapes } from '#shared/graph/rewrites/trace-weights.ts'
import type { Shape } from '#shared/layers/shape.ts'
import type { FinishedRun } from './trained-weights.ts'

/** What is in the sets of weights that this window had carried, by their ids: names and shapes. */
export const useWeightSets = create<{ sets: Record<string, ReadonlyMap<string, Shape>> }>()(() => ({ sets: {} }))

/** `document` is the one that the weights were carried into. */
export function rememberWeightSet(document: LoomDocument, { id, carried }: CarriedReport): void {
  if (id === null) return
  const shapes = weightShapes(checkGraph(document))
  const set = new Map([...shapes].filter(([name]) => carried.includes(name)))
  useWeightSets.setState(({ sets }) => ({ sets: { ...sets, [id]: set } }))
}

/** Layers with weights: those that all go on with trained ones, and the others, which start fresh at least in part. */
export interface CarriedLayers {
  carried: string[]
  fresh: string[]
}

export function splitLayers(graph: CheckedGraph, available: ReadonlyMap<string, Shape>): CarriedLayers {
  const fresh = new Set<string>()
  const all = new Set<string>()
  for (const { name, from } of traceWeights(graph, available, [])) {
    const nodeId = name.slice(0, name.lastIndexOf('/'))
    all.add(nodeId)
    if (from === null) fresh.add(nodeId)
  }
  return { carried: [...all].filter((id) => !fresh.has(id)), fresh: [...fresh] }
}

/** The newest of the runs with weights for some of the network's layers: for one that has grown since. */
export function findPartialWeights(graph: CheckedGraph, runs: readonly FinishedRun[]): FinishedRun | null {
  return runs.find(({ document }) => splitLayers(graph, weightShapes(checkGraph(document))).carried.length > 0) ?? null
}
