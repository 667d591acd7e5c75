/** The `most` likeliest classes, likeliest first; what is no probability counts as 0. */
export function rankClasses(probabilities: readonly number[], most: number): { index: number; probability: number }[] {
  return probabilities
    .map((value, index) => ({ index, probability: Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0 }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, most)
}
