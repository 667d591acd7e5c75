import type { Labels } from '#shared/contract/data.ts'

/** Rows are the true classes, columns the predicted ones; the cells count labels. Labels of no class are left out. */
export function confusionMatrix(labels: Labels, predicted: Labels, classCount: number): number[][] {
  const matrix = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0))
  for (const [index, label] of labels.entries()) {
    const row = matrix[label]
    const column = predicted[index] ?? 0
    if (row) row[column] = (row[column] ?? 0) + 1
  }
  return matrix
}

/**
 * Intersection over union, the mean over the classes that are there or were found: of each, the cells on the diagonal over its
 * row and column together. As in Pascal VOC and Keras's MeanIoU.
 */
export function meanIou(confusion: readonly (readonly number[])[]): number {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const shares = confusion.flatMap((row, label) => {
    const both = row[label] ?? 0
    const either = sum(row) + sum(confusion.map((other) => other[label] ?? 0)) - both
    return either === 0 ? [] : [both / either]
  })
  return shares.length === 0 ? 0 : sum(shares) / shares.length
}
