import type { OptimizerSettings } from '#shared/document/optimizers.ts'

/**
 * A contestant reads JSON on standard input, the task first, then one order a line, and answers one line of JSON to each on
 * standard output.
 */
export type Order = { steps: number } | { finish: true }

export type Answer = { ready: true; name: string } | StepsTaken | { peakMemoryMiB: number }

export interface StepsTaken {
  msPerStep: number[]
  losses: number[]
}

export interface Task {
  network: string
  batch: number
  threads: number
  engine: string
  device: string
  /** Where to start from, so that losses can be compared; left out, everything is drawn at random. */
  start?: StartFiles
  /** For engines that are not ours. */
  peer?: PeerNetwork
}

/** Files of the first weights (float32) and of the one batch (uint8), for networks without their noise. */
export interface StartFiles {
  weights: string
  pixels: string
  labels: string
}

export interface PeerNetwork {
  layers: PeerLayer[]
  optimizer: OptimizerSettings
  classes: number
}

/** A layer in Keras's words. Shapes are NHWC, without the batch. */
export interface PeerLayer {
  kind: string
  values: Record<string, unknown>
  /** The places of the layers that come in; none for the first. */
  sources: number[]
  input: readonly number[]
  output: readonly number[]
  /** Shapes of the weights, in the order of the file. */
  weights: (readonly number[])[]
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
}
