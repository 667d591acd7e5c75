const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const

/** `3.2 GiB`: three significant digits, binary units. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1)
  const value = bytes / 1024 ** power
  return `${power === 0 ? Math.round(value) : value.toPrecision(value >= 1000 ? 4 : 3)} ${units[power] ?? 'B'}`
}

/** Bytes of one layer's results for a whole batch and of their gradients, in float32. */
export function activationBytes(activations: number, batchSize: number): number {
  return 2 * 4 * activations * batchSize
}

/** Bytes that training needs, roughly, in float32. */
export interface TrainingMemory {
  weights: number
  /** Of the weights; only those that are trained have one. */
  gradients: number
  /** What the optimiser remembers between steps. */
  optimizer: number
  /** The results of all layers for one batch, and their gradients. */
  activations: number
}

export function estimateTrainingMemory(network: {
  parameters: number
  trainableParameters: number
  activations: number
  batchSize: number
  optimizerSlots: number
}): TrainingMemory {
  const { parameters, trainableParameters, activations, batchSize, optimizerSlots } = network
  return {
    weights: 4 * parameters,
    gradients: 4 * trainableParameters,
    optimizer: 4 * optimizerSlots * trainableParameters,
    activations: activationBytes(activations, batchSize),
  }
}
