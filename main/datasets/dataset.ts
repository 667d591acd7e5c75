import type { ClassName, Labels, PictureOrigin, SkippedFiles } from '#shared/contract/data.ts'
import type { DataTask } from '#shared/document/data-task.ts'
import type { Shape } from '#shared/layers/shape.ts'
import type { Message } from '#shared/messages/message.ts'

/**
 * Where the pictures of a split are: 0–255, NHWC, one after the other. Plain data, so that it can be sent to a thread, which
 * then reads for itself.
 */
export type PixelStore = MemoryPixels | ShardedPixels

export interface MemoryPixels {
  kind: 'memory'
  pictureBytes: number
  bytes: Uint8Array
}

/** Packed files without headers, each of `picturesPerFile` pictures but for the last. */
export interface ShardedPixels {
  kind: 'shards'
  pictureBytes: number
  files: readonly string[]
  picturesPerFile: number
  /** Which picture of the files each of the split is. */
  places: Uint32Array
}

/** Labelled pictures. Labels count from 0: one a picture, or for segmentation one a pixel, row by row. */
export interface Samples {
  count: number
  pixels: PixelStore
  labels: Labels
}

/** Some of them, taken out: what a network learns from at once. */
export interface Batch {
  count: number
  /** `[count, height, width, channels]` */
  pixels: Uint8Array
  /** `[count]`, or for segmentation `[count, height, width]` */
  labels: Labels
  /** Only with MixUp, and never in segmentation. */
  mixed?: MixedLabels
}

/** Pictures that were mixed in. */
export interface MixedLabels {
  /** `[count]` */
  labels: Labels
  /** `[count]`: how much of each sum is the picture whose label stands first. */
  shares: Float32Array
}

/** Memory for a data set, which threads share. */
export function allocateBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length))
}

export function samplesInMemory({ count, pixels, labels }: Batch): Samples {
  return { count, pixels: { kind: 'memory', pictureBytes: pixels.length / Math.max(1, count), bytes: pixels }, labels }
}

export interface Dataset {
  task: DataTask
  /** The label of pixels that count for nothing, above those of all classes; only in segmentation. */
  ignoreLabel?: number
  /** `[height, width, channels]`. */
  inputShape: Shape
  classes: ClassName[]
  train: Samples
  test: Samples
  /** What was taken for granted in reading it, such as the range of its pixels. */
  notes?: Message[]
  /** Files that could not be used; none when left out. */
  skipped?: SkippedFiles
  /** One a picture; only of pictures of one's own. */
  origins?: { train: PictureOrigin[]; test: PictureOrigin[] }
  /** Why its pictures cannot be had: then it has none, and stands for the set that a network was trained on. */
  absence?: Message
}

/** In the place of a data set that is gone. */
export function absentDataset(known: Pick<Dataset, 'task' | 'inputShape' | 'classes'>, absence: Message): Dataset {
  const none = samplesInMemory({ count: 0, pixels: allocateBytes(0), labels: new Uint8Array() })
  return { ...known, train: none, test: none, absence }
}
