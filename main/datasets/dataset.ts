import type { ClassName } from '#shared/contract/data.ts'
import type { DataTask } from '#shared/document/data-task.ts'
import type { Shape } from '#shared/layers/shape.ts'

/**
 * Labelled pictures: 0–255, NHWC, one after the other. Labels count from 0: one a picture, or for segmentation one a pixel,
 * row by row.
 */
export interface Samples {
  count: number
  pixels: Uint8Array
  labels: Uint8Array
}

/** Memory for a data set, which threads share. */
export function allocateBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length))
}

/** A data set that is wholly in memory. */
export interface Dataset {
  task: DataTask
  /** The label of pixels that count for nothing; only in segmentation. */
  ignoreLabel?: number
  /** `[height, width, channels]`. */
  inputShape: Shape
  classes: ClassName[]
  train: Samples
  test: Samples
}
