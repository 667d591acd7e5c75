/** Which array of a file is what. */
export interface ArrayNames {
  trainImages: string
  trainLabels: string
  /** Null where the file has no pictures to test with. */
  testImages: string | null
  testLabels: string | null
}

/** The names that people give them, by what they are; the first that a file has counts. */
const known: Record<keyof ArrayNames, readonly string[]> = {
  trainImages: ['x_train', 'train_images', 'train_x', 'images_train', 'images', 'x', 'data', 'pixels'],
  trainLabels: ['y_train', 'train_labels', 'train_y', 'labels_train', 'labels', 'y', 'target', 'targets', 'label'],
  testImages: ['x_test', 'test_images', 'test_x', 'images_test'],
  testLabels: ['y_test', 'test_labels', 'test_y', 'labels_test'],
}

/** Null where there are no pictures, or no labels for them. */
export function nameArrays(names: readonly string[]): ArrayNames | null {
  const find = (part: keyof ArrayNames) => {
    for (const name of known[part]) {
      const found = names.find((each) => each.toLowerCase() === name)
      if (found !== undefined) return found
    }
    return null
  }
  const trainImages = find('trainImages')
  const trainLabels = find('trainLabels')
  if (trainImages === null || trainLabels === null) return null
  const testImages = find('testImages')
  const testLabels = find('testLabels')
  const isTested = testImages !== null && testLabels !== null
  return {
    trainImages,
    trainLabels,
    ...(isTested ? { testImages, testLabels } : { testImages: null, testLabels: null }),
  }
}
