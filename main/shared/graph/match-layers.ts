import type { CheckedGraph, CheckedNode } from './check-graph.ts'

export interface MatchOptions {
  /** Both are drawings of one project: layers of one kind that have the same id are the same. */
  isSameProject: boolean
}

/**
 * Pairs the layers of two drawings, the later one's ids to the earlier one's. Layers that are not the same by id are paired
 * in the order in which data flows: as many as can be that are alike in kind and parameters, and then as many as can be that
 * are alike in kind only (the longest common subsequence, weighted).
 */
export function matchLayers(before: CheckedGraph, after: CheckedGraph, options: MatchOptions): Map<string, string> {
  const old = before.nodes.filter(({ isUsed }) => isUsed)
  const now = after.nodes.filter(({ isUsed }) => isUsed)
  const pairs = options.isSameProject ? pairById(old, now) : new Map<string, string>()
  const taken = new Set(pairs.values())
  const freeOld = old.filter(({ node }) => !taken.has(node.id))
  const freeNow = now.filter(({ node }) => !pairs.has(node.id))
  for (const [id, partner] of pairInOrder(freeOld, freeNow)) pairs.set(id, partner)
  return pairs
}

function pairById(old: readonly CheckedNode[], now: readonly CheckedNode[]): Map<string, string> {
  const kinds = new Map(old.map(({ node }) => [node.id, node.kind]))
  return new Map(now.filter(({ node }) => kinds.get(node.id) === node.kind).map(({ node }) => [node.id, node.id]))
}

function pairInOrder(old: readonly CheckedNode[], now: readonly CheckedNode[]): Map<string, string> {
  const [oldWords, nowWords] = [old, now].map((layers) =>
    layers.map(({ layer, values }) => ({ kind: layer.kind, text: JSON.stringify(values) })),
  )
  // One pair that is alike in all outweighs every pair that is alike in kind only.
  const whole = Math.min(old.length, now.length) + 1
  const weigh = (i: number, j: number) => {
    const [a, b] = [oldWords?.[i], nowWords?.[j]]
    if (!a || !b || a.kind !== b.kind) return 0
    return a.text === b.text ? whole : 1
  }
  const best = weighTails(old.length, now.length, weigh)
  const pairs = new Map<string, string>()
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    const weight = weigh(i, j)
    if (weight > 0 && best(i, j) === weight + best(i + 1, j + 1)) {
      const [a, b] = [old[i], now[j]]
      if (a && b) pairs.set(b.node.id, a.node.id)
      i += 1
      j += 1
    } else if (best(i, j) === best(i + 1, j)) i += 1
    else j += 1
  }
  return pairs
}

/** The weight of the best pairing of what is left from place i of the one row and from place j of the other. */
function weighTails(rows: number, columns: number, weigh: (i: number, j: number) => number) {
  const width = columns + 1
  const weights = new Uint32Array((rows + 1) * width)
  const at = (i: number, j: number) => weights[i * width + j] ?? 0
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      const weight = weigh(i, j)
      const paired = weight > 0 ? weight + at(i + 1, j + 1) : 0
      weights[i * width + j] = Math.max(paired, at(i + 1, j), at(i, j + 1))
    }
  }
  return at
}
