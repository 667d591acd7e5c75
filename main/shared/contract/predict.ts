import { z } from 'zod'
import type { ClassName, Labels, PackedImages } from './data.ts'
import { call } from './define.ts'
import { type LayerMaps, layerLook } from './look.ts'

/** What a network makes of a picture of the person's own, and its layers on the way there. */
export interface PicturePrediction extends LayerMaps {
  /** As the network saw it. */
  image: PackedImages
  classes: ClassName[]
  /** Of each class; none where each pixel has its own. */
  probabilities: number[]
  /** What each pixel is taken for; null for whole pictures. */
  mask: Labels | null
}

/** 64 MiB. */
export const mostPictureBytes = 2 ** 26

function isPictureFile(value: unknown): boolean {
  return value instanceof Uint8Array && value.length > 0 && value.length <= mostPictureBytes
}

export const predictCalls = {
  /**
   * Shows a picture to the network of the current run, as it is now, or of one of the newest that have ended. Errors: run.*,
   * data.skip.*, data.decoderMissing.
   */
  predictPicture: call<PicturePrediction>()(
    z.object({
      runId: z.string().min(1).max(100),
      /** A PNG, JPEG, WebP, GIF or BMP. */
      file: z.custom<Uint8Array>(isPictureFile),
      /** Dark on bright becomes bright on dark. */
      isInverted: z.boolean().default(false),
      /** Brought to size and place as MNIST's digits are. */
      isCentred: z.boolean().default(false),
      look: layerLook.default({ nodeId: null, hasThumbnails: false }),
    }),
  ),
}
