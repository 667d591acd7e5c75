import type { EngineDevice } from '#shared/contract/engines.ts'
import type { EpochMetrics, Evaluation, RunSnapshot } from '#shared/contract/runs.ts'
import type { DataChoice, LoomDocument } from '#shared/document/schema.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import type { Dataset } from '../datasets/dataset.ts'
import type { NamedTensor } from '../engines/engine.ts'
import type { Predictions } from '../inspect/gallery.ts'

/** What a run is made of, as soon as that is known. */
export interface RunFacts {
  runId: string
  /** Frozen; as the run is trained, which may be with a smaller batch than was asked for. */
  document: LoomDocument
  graph: CheckedGraph
  dataset: Dataset
  device: EngineDevice
  /** Nothing is trained: the weights that it starts from are tested. */
  isTestOnly: boolean
  /** Epochs that were complete before this process took the run up again; 0 for a new run. */
  epochsBefore: number
}

/** What a run came to. The predictions are null where it failed before its test. */
export interface RunEnding extends RunFacts {
  /** `finished` or `failed`, with all curves and the evaluation. */
  snapshot: RunSnapshot
  predictions: Predictions | null
  /** The weights that it ended with: the best ones, where an epoch was complete. */
  readWeights(): Promise<NamedTensor[]>
}

/**
 * Whoever keeps a record of runs. Training waits for the answers; what goes wrong in them is logged and changes nothing.
 * `onEnd` comes once for each `onStart`, but for a process that is killed: then the next one tells of the run again, with
 * `epochsBefore`.
 */
export interface RunObserver {
  /** Prepared, and about to take its first step. */
  onStart?(facts: RunFacts): void | Promise<void>
  /** Before the window is told, and after the checkpoint was written. */
  onEpoch?(runId: string, metrics: EpochMetrics): void | Promise<void>
  onEnd?(ending: RunEnding): void | Promise<void>
}

/** What the record knows of a run that is opened again. */
export interface PastRun {
  runId: string
  name: string
  isTestOnly: boolean
  /** Where its pictures are: elsewhere perhaps than when it was trained. */
  data: DataChoice
  /** What it came to; null where it did not come to its test. */
  evaluation: Evaluation | null
  /** What its training took. */
  effort: RunEffort
  /** The pictures that it was trained on. @throws LoomError data.*, records.dataChanged */
  openDataset(): Promise<Dataset>
}

/** What a training took, without pauses. */
export type RunEffort = Pick<Evaluation, 'seconds' | 'imagesPerSecond' | 'dataWaitShare'>

/** All of them as one whose calls never reject. */
export function joinObservers(observers: readonly RunObserver[]): Required<RunObserver> {
  async function tellAll(tell: (observer: RunObserver) => void | Promise<void>): Promise<void> {
    for (const observer of observers) {
      try {
        await tell(observer)
      } catch (error) {
        console.error('A record of the run could not be kept:', error)
      }
    }
  }
  return {
    onStart: (facts) => tellAll((observer) => observer.onStart?.(facts)),
    onEpoch: (runId, metrics) => tellAll((observer) => observer.onEpoch?.(runId, metrics)),
    onEnd: (ending) => tellAll((observer) => observer.onEnd?.(ending)),
  }
}
