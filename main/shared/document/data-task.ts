import type { DataChoice } from './schema.ts'

/** What is told apart: whole pictures, or the pixels of each. */
export type DataTask = 'classification' | 'segmentation'

/** Of shapes with a class for each pixel: the background and three kinds. */
export const pixelClassCount = 4

/** It follows from the choice alone, so that drawings can be checked without opening the data. */
export function taskOf(choice: DataChoice): DataTask {
  if (choice.source === 'pictures') return choice.task
  return choice.source === 'shapes' && choice.variant === 'segmentation' ? 'segmentation' : 'classification'
}
