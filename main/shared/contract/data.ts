import type { DataChoice } from '../document/schema.ts'
import type { Shape } from '../layers/shape.ts'

/** Names of classes: digits as they are, others by language. */
export interface ClassName {
  en: string
  'zh-CN': string
}

export interface DataSummary {
  choice: DataChoice
  inputShape: Shape
  classes: ClassName[]
  trainCount: number
  testCount: number
  /** Pictures per class. */
  trainClassCounts: number[]
  testClassCounts: number[]
  /** Bytes of pixels held in memory. */
  bytes: number
}

/** Pictures packed one after the other, row by row, channels last, 0–255. */
export interface PackedImages {
  height: number
  width: number
  channels: number
  count: number
  pixels: Uint8Array
}

export interface DataPreview {
  images: PackedImages
  labels: number[]
  /** Index of each picture in its split. */
  indices: number[]
  /** How many there are with this split and label in all. */
  total: number
}
