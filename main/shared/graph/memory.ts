const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const

/** `3.2 GiB`: three significant digits, binary units. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1)
  const value = bytes / 1024 ** power
  return `${power === 0 ? Math.round(value) : value.toPrecision(value >= 1000 ? 4 : 3)} ${units[power] ?? 'B'}`
}

/**
 * Bytes that training needs, roughly: weights, their gradients and the optimiser's state, and each activation
 * twice for the whole batch (value and gradient), in float32.
 */
export function estimateTrainingBytes(network: {
  parameters: number
  activations: number
  batchSize: number
  optimizerSlots: number
}): number {
  const { parameters, activations, batchSize, optimizerSlots } = network
  return 4 * (parameters * (2 + optimizerSlots) + 2 * activations * batchSize)
}
