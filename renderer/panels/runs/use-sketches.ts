import { useEffect, useState } from 'react'
import { emptyDocument } from '#shared/document/schema.ts'
import { drawPicture, type GraphPicture } from '#shared/graph/graph-picture.ts'
import { core } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'

/** Pictures of networks by the hash of their graph; many runs share one, so that each is asked for and drawn once. */
const known = new Map<string, GraphPicture>()

export function useSketches(graphHashes: readonly string[]): ReadonlyMap<string, GraphPicture> {
  const missing = [...new Set(graphHashes)].filter((hash) => !known.has(hash)).sort()
  const key = missing.join(' ')
  const [, setCount] = useState(0)
  useEffect(() => {
    if (key === '') return
    let isGone = false
    core.runSketches({ graphHashes: key.split(' ') }).then((sketches) => {
      for (const [hash, { nodes, edges }] of Object.entries(sketches)) {
        const drawn = nodes.map((node) => ({ ...node, parameters: {} }))
        known.set(hash, drawPicture({ ...emptyDocument(), nodes: drawn, edges }))
      }
      if (!isGone) setCount((count) => count + 1)
    }, reportFailure)
    return () => {
      isGone = true
    }
  }, [key])
  return known
}
