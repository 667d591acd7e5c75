import type { DataTask } from '../document/data-task.ts'
import type { DataChoice, PictureFit } from '../document/schema.ts'
import type { Shape } from '../layers/shape.ts'
import type { Message } from '../messages/message.ts'

/** Names of classes: digits as they are, others by language. */
export interface ClassName {
  en: string
  'zh-CN': string
}

/** Wide where a byte does not tell all classes apart. */
export type Labels = Uint8Array | Uint16Array

/** A file of the data that is not used, and why. */
export interface SkippedFile {
  path: string
  reason: Message
}

/** All of them, and the first ones by name. */
export interface SkippedFiles {
  count: number
  files: SkippedFile[]
}

/** How far a data set is that is being prepared. */
export interface DataProgress {
  choice: DataChoice
  done: number
  /** Null while it is not known. */
  total: number | null
}

export interface DataSummary {
  choice: DataChoice
  /** Whether each picture has a label, or each pixel. */
  task: DataTask
  inputShape: Shape
  classes: ClassName[]
  trainCount: number
  testCount: number
  /** Pictures per class, or pixels; those on edges, which count for nothing, are left out. */
  trainClassCounts: number[]
  testClassCounts: number[]
  /** Of pixels and their labels, in memory or in files. */
  bytes: number
  /** What was taken for granted in reading it, such as the range of its pixels. */
  notes: Message[]
  skipped: SkippedFiles
}

/** Pictures packed one after the other, row by row, channels last, 0–255. */
export interface PackedImages {
  height: number
  width: number
  channels: number
  count: number
  pixels: Uint8Array
}

/** The file that a picture of one's own came from, and its size there. */
export interface PictureOrigin {
  file: string
  height: number
  width: number
  channels: number
}

/** The parts of a data set as a run cuts it. */
export const dataParts = ['train', 'validation', 'test'] as const
export type DataPart = (typeof dataParts)[number]

/** Pictures per class of each part; all of one class where pixels have labels. */
export interface DataSplit {
  counts: Record<DataPart, number>
  classCounts: Record<DataPart, number[]>
}

/** The same picture as each fit brings it to its form, and as it is in its file, made small. */
export interface FitPreview {
  original: PackedImages
  /** Of the file. */
  size: { height: number; width: number }
  fits: Record<PictureFit, PackedImages>
}

export interface DataPreview {
  images: PackedImages
  /** One a picture; none where each pixel has its own. */
  labels: number[]
  /** The labels of the pixels, picture after picture; those of no class count for nothing. */
  masks: Labels | null
  /** Index of each picture in its split; of those that validate, among the training pictures. */
  indices: number[]
  /** One a picture; null but for pictures of one's own. */
  origins: PictureOrigin[] | null
  /** How many there are with this split and label in all. */
  total: number
}

/** A training picture as it is, and then as it would be learnt from in one epoch after the other. */
export interface AugmentationPreview {
  images: PackedImages
  /** The labels of their pixels, where pixels have labels. */
  masks: Labels | null
  /** Of the picture; null where pixels have labels. */
  label: number | null
  /** Of each: which class was mixed in, and its share of the sum; null where none was. */
  mixed: ({ label: number; share: number } | null)[]
}
