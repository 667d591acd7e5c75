import { z } from 'zod'
import type { MapGrid } from './runs.ts'

/** Which layers a person wants to see at work. */
export const layerLook = z.object({
  /** The layer whose feature maps fill the panel; null for none. */
  nodeId: z.string().nullable(),
  /** Whether each node's thumbnails are wanted too. */
  hasThumbnails: z.boolean(),
})

export type LayerLook = z.infer<typeof layerLook>

/** What layers make of one picture. */
export interface LayerMaps {
  /** The chosen layer, whole; null where none was chosen, or it takes no part. */
  chosen: MapGrid | null
  /** Few, small tiles for every layer; none where they were not wanted. */
  thumbnails: MapGrid[]
}
