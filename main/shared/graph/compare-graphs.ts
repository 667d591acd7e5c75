import { formatShape } from '../layers/shape.ts'
import type { CheckedGraph, CheckedNode } from './check-graph.ts'

/** One layer of two versions of a network: what it was and what it is; null where it is not there. */
export interface ComparedLayer {
  before: CheckedNode | null
  after: CheckedNode | null
  /** `moved`: the layer is the same, but what comes in, or its cost, is not. */
  change: 'same' | 'moved' | 'changed' | 'added' | 'removed'
}

/**
 * Both networks layer by layer, in the order in which data flows through the new one; a layer that is gone stands before the
 * one that followed it. Layers are the same by id; `replaced` tells which old ones new ones stand for. Of two drawings that
 * have nothing to do with each other `pairs` tells both.
 */
export function compareGraphs(
  before: CheckedGraph,
  after: CheckedGraph,
  { replaced, pairs }: { replaced?: ReadonlyMap<string, string>; pairs?: ReadonlyMap<string, string> } = {},
): ComparedLayer[] {
  const old = before.nodes.filter(({ isUsed }) => isUsed)
  const now = after.nodes.filter(({ isUsed }) => isUsed)
  const byId = new Map(old.map((checked) => [checked.node.id, checked]))
  const partnerOf = ({ node: { id } }: CheckedNode) => {
    if (pairs) return byId.get(pairs.get(id) ?? '') ?? null
    return byId.get(id) ?? byId.get(replaced?.get(id) ?? '') ?? null
  }
  const matched = new Set(now.flatMap((checked) => partnerOf(checked)?.node.id ?? []))
  const waiting = old.filter(({ node }) => !matched.has(node.id))
  const placeOf = new Map(old.map(({ node }, place) => [node.id, place]))
  const rows: ComparedLayer[] = []
  const addRemoved = (limit: number) => {
    while ((placeOf.get(waiting[0]?.node.id ?? '') ?? limit) < limit) {
      rows.push({ before: waiting.shift() ?? null, after: null, change: 'removed' })
    }
  }
  for (const checked of now) {
    const partner = partnerOf(checked)
    if (partner) addRemoved(placeOf.get(partner.node.id) ?? 0)
    rows.push({ before: partner, after: checked, change: partner ? compare(partner, checked) : 'added' })
  }
  addRemoved(old.length)
  return rows
}

function compare(before: CheckedNode, after: CheckedNode): ComparedLayer['change'] {
  const isSameLayer =
    before.layer.kind === after.layer.kind && JSON.stringify(before.values) === JSON.stringify(after.values)
  if (!isSameLayer) return 'changed'
  const isSame =
    formatShape(before.output) === formatShape(after.output) &&
    before.parameters === after.parameters &&
    before.flops === after.flops
  return isSame ? 'same' : 'moved'
}
