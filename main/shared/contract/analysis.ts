import type { DataChoice } from '../document/schema.ts'
import type { Message } from '../messages/message.ts'

/** The pixels of one channel of the training pictures. */
export interface ChannelStatistics {
  /** On the scale from 0 to 1 that networks see. */
  mean: number
  standardDeviation: number
  /** From 0 to 255. */
  min: number
  max: number
  /** How many pixels have each value from 0 to 255. */
  histogram: number[]
}

export interface PicturePlace {
  split: 'train' | 'test'
  index: number
  /** Null where pixels have labels. */
  label: number | null
  /** Null but for pictures of one's own. */
  file: string | null
}

/** Pictures that are equal byte by byte. */
export interface CopyGroup {
  /** All there are; the first ones of them are named. */
  count: number
  pictures: PicturePlace[]
  hasLabelConflict: boolean
}

/** Equal pictures: of the training part, of the test part, or of both. */
export interface CopyReport {
  /** Pictures beyond the first of each group; across both parts, test pictures that are among the training pictures. */
  count: number
  /** Groups whose labels differ. */
  conflicts: number
  groupCount: number
  /** The first ones. */
  groups: CopyGroup[]
}

/** How many files have this size. */
export interface SourceSize {
  height: number
  width: number
  channels: number
  count: number
}

export const dataRemedies = ['withoutCopies', 'classWeights'] as const
export type DataRemedy = (typeof dataRemedies)[number]

/** What people should know of a data set, and what can be done about it. */
export interface DataFinding {
  tone: 'good' | 'info' | 'warning'
  message: Message
  remedy: DataRemedy | null
  /** Whose groups of equal pictures prove it. */
  copies: 'train' | 'test' | 'across' | null
}

/** What is found by looking at every picture. */
export interface DataAnalysis {
  channels: ChannelStatistics[]
  copies: Record<'train' | 'test' | 'across', CopyReport>
  /** Pictures of the most frequent training class over those of the rarest; null with pixels' labels, or less than two classes. */
  imbalance: number | null
  /** Of the files as they were, the most frequent first; null but for pictures of one's own. */
  sizes: { distinct: number; most: SourceSize[] } | null
  findings: DataFinding[]
}

export interface AnalysisProgress {
  choice: DataChoice
  done: number
  total: number
}
