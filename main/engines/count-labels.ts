import type { Labels } from '#shared/contract/data.ts'

/** How many labels there are besides the ignored ones. */
export function countLabels(labels: Labels, ignoreLabel: number | undefined): number {
  if (ignoreLabel === undefined) return labels.length
  let count = 0
  for (const label of labels) if (label !== ignoreLabel) count += 1
  return count
}
