import type { Figures, RecordState } from '#shared/contract/records.ts'
import type { RunSnapshot } from '#shared/contract/runs.ts'
import type { Message } from '#shared/messages/message.ts'
import type { Dataset } from '../datasets/dataset.ts'
import type { Predictions } from '../inspect/gallery.ts'
import { pixelAccuracies } from '../inspect/pixel-accuracy.ts'
import type { RunEnding, RunFacts, RunObserver } from '../runs/run-observer.ts'
import type { RecordDatabase } from './database.ts'
import { groupKeyOf, hashGraph, sketchOf } from './fingerprints.ts'
import { hashDataset } from './hash-data.ts'
import { countCurves } from './pack-curves.ts'
import { thinCurve } from './packing.ts'
import { readVersions } from './versions.ts'
import { type NewRun, type RunOutcome, writeDataHash, writeEnd, writeEpoch, writeStart } from './write-runs.ts'

export interface RecorderOptions {
  /** Does work on the database, which may be another one each time. */
  write(work: (database: RecordDatabase) => void): void
  programVersion: string
  /** The record of a run has changed. */
  onChange(runId: string): void
}

/** Keeps a record of each run: its beginning, each epoch as soon as it is complete, and its end. */
export function createRecorder({ write, programVersion, onChange }: RecorderOptions): RunObserver {
  const keep = (runId: string, work: (database: RecordDatabase) => void) => {
    write(work)
    onChange(runId)
  }
  return {
    onStart(facts) {
      const { runId, dataset } = facts
      keep(runId, (database) => writeStart(database, describeStart(facts, programVersion)))
      // Training does not wait for it.
      hashDataset(dataset)
        .then((dataHash) => keep(runId, (database) => writeDataHash(database, runId, dataHash)))
        .catch((error) => console.error('The data set could not be hashed:', error))
    },
    onEpoch: (runId, metrics) => keep(runId, (database) => writeEpoch(database, runId, metrics)),
    async onEnd(ending) {
      const dataHash = await hashDataset(ending.dataset).catch(() => null)
      const outcome = describeEnd(ending, dataHash)
      keep(ending.runId, (database) => {
        // In a file that was begun anew meanwhile there is no beginning.
        if (!database.get('SELECT 1 FROM runs WHERE run_id = ?', [ending.runId])) {
          writeStart(database, describeStart(ending, programVersion))
        }
        writeEnd(database, outcome)
      })
    },
  }
}

function describeStart(facts: RunFacts, programVersion: string): NewRun {
  const { runId, document, graph, dataset, device, isTestOnly, epochsBefore } = facts
  const { seed, data, training } = document
  const { parameters, flops, trainingBytes } = graph.totals
  const graphHash = hashGraph(graph)
  const validationCount = Math.round(dataset.train.count * training.validationSplit)
  return {
    runId,
    name: document.name,
    startedAt: Date.now(),
    graphHash,
    groupKey: groupKeyOf(document, graphHash),
    data,
    task: dataset.task,
    seed,
    epochsPlanned: isTestOnly ? 0 : training.epochs,
    isTestOnly,
    device,
    document,
    trainCount: dataset.train.count - validationCount,
    validationCount,
    testCount: dataset.test.count,
    versions: readVersions(programVersion, device),
    figures: { parameters, flops, memoryBytes: trainingBytes },
    sketch: sketchOf(document),
    epochsBefore,
  }
}

function describeEnd(ending: RunEnding, dataHash: string | null): RunOutcome {
  const { runId, snapshot, dataset, device, document, predictions } = ending
  const { evaluation, classes, epochs, batches } = snapshot
  const bestEpoch = snapshot.state.phase === 'finished' ? snapshot.state.bestEpoch : 0
  return {
    runId,
    state: stateOf(snapshot),
    endedAt: Date.now(),
    bestEpoch,
    device,
    document,
    classes,
    confusion: evaluation?.confusion ?? null,
    meanIou: evaluation?.meanIou ?? null,
    reason: reasonOf(snapshot),
    topK: evaluation?.topK ?? [],
    calibration: evaluation?.calibration ?? null,
    dataHash,
    epochs,
    curve: thinCurve(batches),
    figures: figuresOf(snapshot, bestEpoch),
    ...keepPredictions(dataset, predictions),
  }
}

/** Of masks no more than a number a picture: what each pixel was taken for is far more than all else together. */
function keepPredictions(
  dataset: Dataset,
  predictions: Predictions | null,
): Pick<RunOutcome, 'predictions' | 'curves' | 'pixelAccuracies'> {
  if (!predictions) return { predictions: null, curves: null, pixelAccuracies: null }
  if (dataset.task === 'segmentation') {
    return { predictions: null, curves: null, pixelAccuracies: pixelAccuracies(dataset, predictions) }
  }
  const { labels } = dataset.test
  const { predicted, probabilities, scores } = predictions
  const curves = countCurves(labels, scores, dataset.classes.length)
  return { predictions: { labels, predicted, probabilities }, curves, pixelAccuracies: null }
}

function reasonOf({ state }: RunSnapshot): Message | null {
  if (state.phase === 'failed') return state.error
  return state.phase === 'finished' ? (state.reason ?? null) : null
}

function stateOf({ state }: RunSnapshot): RecordState {
  if (state.phase !== 'finished') return 'failed'
  return state.wasStopped ? 'stopped' : 'finished'
}

/** Losses and accuracies of the epoch whose weights were kept. */
function figuresOf({ epochs, evaluation, progress }: RunSnapshot, bestEpoch: number): Partial<Figures> {
  const kept = epochs.find(({ epoch }) => epoch === bestEpoch) ?? epochs.at(-1)
  return {
    loss: kept?.loss ?? null,
    accuracy: kept?.accuracy ?? null,
    valLoss: kept?.valLoss ?? null,
    valAccuracy: kept?.valAccuracy ?? null,
    testLoss: evaluation?.testLoss ?? null,
    testAccuracy: evaluation?.testAccuracy ?? null,
    seconds: evaluation?.seconds ?? progress?.elapsedSeconds ?? null,
    imagesPerSecond: evaluation?.imagesPerSecond ?? null,
  }
}
