import type { Labels } from '#shared/contract/data.ts'
import { apportion } from './apportion.ts'
import { countingIndices, type Random, shuffle } from './random.ts'

/** Labels per class; those of no class are left out. */
export function countClasses(labels: Labels, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0)
  for (const label of labels) if (label < classCount) counts[label] = (counts[label] ?? 0) + 1
  return counts
}

/**
 * A weight per class with which all classes count the same in sum, and a label counts 1 on the average: the number of
 * labels over the number of classes there are and over the labels of this one. 0 for a class without labels.
 */
export function balanceClasses(labels: Labels, classCount: number): number[] {
  const counts = countClasses(labels, classCount)
  const present = counts.filter((count) => count > 0).length
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => (count === 0 ? 0 : total / (present * count)))
}

/**
 * Draws `total` places so that each class has its exact share of them (largest remainders); `rest` are the others.
 * Both are shuffled.
 */
export function drawStratified(
  labels: Labels,
  classCount: number,
  total: number,
  random: Random,
): { drawn: Uint32Array; rest: Uint32Array } {
  const left = apportion(total, countClasses(labels, classCount))
  const drawn: number[] = []
  const rest: number[] = []
  for (const index of shuffle(countingIndices(labels.length), random)) {
    const label = labels[index] ?? 0
    const open = left[label] ?? 0
    left[label] = open - 1
    ;(open > 0 ? drawn : rest).push(index)
  }
  // Drawing takes each class's first ones, so that what is left begins with the classes that were full first.
  return { drawn: shuffle(Uint32Array.from(drawn), random), rest: shuffle(Uint32Array.from(rest), random) }
}

/**
 * Which training pictures learn and which validate; `share` of them, rounded, validates. Both keep the order of the
 * data set. At share 0 all learn.
 */
export function splitValidation(
  labels: Labels,
  classCount: number,
  share: number,
  random: Random,
): { training: Uint32Array; validation: Uint32Array } {
  const { drawn, rest } = drawStratified(labels, classCount, Math.round(labels.length * share), random)
  return { training: rest.sort(), validation: drawn.sort() }
}
