import type { ClassName, PackedImages } from './data.ts'

/** Where trained weights are: with one of the newest runs that have ended, or in a set that was carried before. */
export type WeightSource = { runId: string } | { weights: string }

export interface CarriedReport {
  /** Names the set of weights in `initialWeights`; null where nothing fits the network. */
  id: string | null
  /** Weights of the network, `<nodeId>/<weight>`, with which it starts. */
  carried: string[]
  /** The others. */
  fresh: string[]
}

/** What a network says of each place of a picture that is larger than those that it was trained on. */
export interface ScoreMap {
  /** One picture. */
  picture: PackedImages
  /** The test pictures on it, by their upper left corner in pixels; one whose pixels have a class each has no label. */
  placed: { label: number | null; top: number; left: number; height: number; width: number }[]
  classes: ClassName[]
  rows: number
  columns: number
  /** `[rows, columns, classes]`. */
  scores: Float32Array
  /** The pixel in the middle of what the first place sees, down and across. */
  origin: [number, number]
  /** Pixels from one place to the next. */
  step: [number, number]
  /** Layers that pad: with them a place's scores are not quite those of a window by itself. */
  padding: string[]
}
