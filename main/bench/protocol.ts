/** The contestants read one order a line on standard input and answer one line of JSON on standard output. */
export type Order = { steps: number } | { finish: true }

export type Answer = { ready: true; name: string } | { msPerStep: number[] } | { peakMemoryMiB: number }

/** What a contestant is started with, as JSON in its first argument. */
export interface Task {
  network: string
  batch: number
  threads: number
  engine: string
  device: string
  /** PyTorch only: the layers, in words that the Python side knows. */
  layers?: PeerLayer[]
  inputShape?: readonly number[]
}

/** A layer for the peer: Keras's kind and parameters, and the shape that comes in (NHWC, without the batch). */
export interface PeerLayer {
  kind: string
  values: Record<string, unknown>
  input: readonly number[]
}

export interface BenchRow {
  network: string
  batch: number
  engine: string
  device: string
  threads: number
  msPerStep: number
  imagesPerSecond: number
  peakMemoryMiB: number
  /** How many times as fast as PyTorch's faster layout in this run; null without PyTorch. */
  ratioToPyTorch: number | null
}
