import type { BatchMetrics, EpochMetrics, MetricsFrame, RunSnapshot } from '#shared/contract/runs.ts'
import { appendValue, clearSeries, createSeries } from './series-buffer.ts'

/** The curves of the run that the window shows. They grow many times a second, so they live outside React's state. */
export const runSeries = {
  runId: '',
  /** By step. */
  loss: createSeries(),
  accuracy: createSeries(),
  epochs: [] as EpochMetrics[],
  lastStep: 0,
  stepsPerEpoch: 1,
}

const listeners = new Set<() => void>()

/** Tells of each change of the curves; the answer stops telling. */
export function onRunSeries(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function tell(): void {
  for (const listener of listeners) listener()
}

/** Starts anew with what `snapshot` holds; null empties it. */
export function resetRunSeries(snapshot: RunSnapshot | null): void {
  clearSeries(runSeries.loss)
  clearSeries(runSeries.accuracy)
  runSeries.runId = snapshot?.runId ?? ''
  runSeries.epochs = []
  runSeries.lastStep = 0
  runSeries.stepsPerEpoch = Math.max(1, snapshot?.progress?.stepsPerEpoch ?? 1)
  appendBatches(snapshot?.batches ?? [])
  appendEpochs(snapshot?.epochs ?? [])
  tell()
}

/** What a snapshot brought already is not counted twice. */
export function appendMetrics(frame: MetricsFrame): void {
  runSeries.stepsPerEpoch = Math.max(1, frame.progress.stepsPerEpoch)
  appendBatches(frame.batches)
  appendEpochs(frame.epochs)
  tell()
}

function appendBatches(batches: readonly BatchMetrics[]): void {
  for (const { step, loss, accuracy } of batches) {
    if (step <= runSeries.lastStep) continue
    appendValue(runSeries.loss, step, loss)
    appendValue(runSeries.accuracy, step, accuracy)
    runSeries.lastStep = step
  }
}

function appendEpochs(epochs: readonly EpochMetrics[]): void {
  runSeries.epochs = mergeEpochs(runSeries.epochs, epochs)
}

/** `known` with the epochs after its last. */
export function mergeEpochs(known: EpochMetrics[], more: readonly EpochMetrics[]): EpochMetrics[] {
  const last = known.at(-1)?.epoch ?? 0
  const fresh = more.filter(({ epoch }) => epoch > last)
  return fresh.length === 0 ? known : [...known, ...fresh]
}
