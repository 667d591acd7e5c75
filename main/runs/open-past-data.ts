import { taskOf } from '#shared/document/data-task.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { inputShapeOf } from '#shared/graph/heads.ts'
import { toMessage } from '#shared/messages/loom-error.ts'
import { absentDataset, type Dataset } from '../datasets/dataset.ts'
import type { CheckpointHeader } from './checkpoint-file.ts'
import type { PastRun } from './run-observer.ts'

/**
 * The pictures of a run that is opened again. Where they cannot be had as they were, a set without any stands for them, so that
 * the network can still be used. @throws what opening throws, where it is not even known which classes there were
 */
export async function openPastData(
  { openDataset }: PastRun,
  { document, finished }: Pick<CheckpointHeader, 'document' | 'finished'>,
): Promise<Dataset> {
  try {
    return await openDataset()
  } catch (error) {
    if (!finished || finished.classes.length === 0) throw error
    const task = taskOf(document.data)
    const inputShape = inputShapeOf(checkGraph(document))
    return absentDataset({ task, inputShape, classes: finished.classes }, toMessage(error))
  }
}
