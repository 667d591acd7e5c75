/** Rows are the true classes, columns the predicted ones; the cells count pictures. */
export function confusionMatrix(labels: Uint8Array, predicted: Uint8Array, classCount: number): number[][] {
  const matrix = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0))
  for (const [index, label] of labels.entries()) {
    const row = matrix[label]
    const column = predicted[index] ?? 0
    if (row) row[column] = (row[column] ?? 0) + 1
  }
  return matrix
}
