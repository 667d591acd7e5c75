import { checkGraph, type GraphTotals } from '#shared/graph/check-graph.ts'
import { drawPicture, type GraphPicture } from '#shared/graph/graph-picture.ts'
import { formatShape } from '#shared/layers/shape.ts'
import type { ZooNetwork } from '#shared/zoo/network.ts'

export interface TemplateFacts {
  picture: GraphPicture
  /** `224×224×3` */
  input: string
  layers: number
  totals: GraphTotals
}

const known = new Map<string, TemplateFacts>()

/** Drawing and checking the largest takes a tenth of a second: it is done once, for those that are looked at. */
export function templateFacts(network: ZooNetwork): TemplateFacts {
  const before = known.get(network.id)
  if (before) return before
  const document = network.build()
  const { nodes, ends, totals } = checkGraph(document)
  const input = nodes.find(({ node }) => node.id === ends.inputId)
  const facts = {
    picture: drawPicture(document),
    input: formatShape(input?.output ?? []),
    layers: nodes.length,
    totals,
  }
  known.set(network.id, facts)
  return facts
}
