import type { BatchMetrics, EpochMetrics } from '#shared/contract/runs.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { reasonToEnd } from '#shared/training/ending.ts'
import { learningRateAt, planRates, settlePlateau } from '#shared/training/learning-rate.ts'
import { type Assessment, assess } from './assess.ts'
import type { PreparedRun } from './prepare-run.ts'
import type { RunControl } from './run-control.ts'
import { isToBeKept, type RunPlace } from './run-place.ts'
import { timeWaits } from './time-waits.ts'

export interface StepNews {
  metrics: BatchMetrics
  epoch: number
  stepInEpoch: number
  pictures: number
  /** Milliseconds from the step before, without pauses. */
  tookMs: number
  /** How much of that was waiting for the batch. */
  waitedMs: number
}

/** Told what happens; training waits for `look` and `endEpoch`. */
export interface RunListener {
  onStep(news: StepNews): void
  /** Between two steps of any kind. */
  look(): Promise<void>
  endEpoch(metrics: EpochMetrics, place: RunPlace, validationMs: number): Promise<void>
}

/**
 * Trains from `start` to the last epoch, or until the settings or the person stop it; then the place is that of the last
 * complete epoch, but for its steps.
 * @throws LoomError run.diverged, and what the engine throws; the listener was told the place of the last complete epoch
 */
export async function trainEpochs(
  run: PreparedRun,
  control: RunControl,
  start: RunPlace,
  listener: RunListener,
): Promise<RunPlace> {
  let place = start
  const { training } = run.document
  for (let epoch = start.epoch + 1; epoch <= training.epochs; epoch += 1) {
    if (reasonToEnd(training, place.epochs)) return place
    const startedAt = control.elapsedMs()
    const trained = await trainEpoch(run, control, { ...place, epoch }, listener)
    place = { ...place, step: trained.step }
    if (trained.wasStopped) return place
    const trainedAt = control.elapsedMs()
    const validation = await assessPictures(run, 'validation', control, listener)
    if (!validation) return place
    const { learningRate } = trained
    refuseInfinite('val_loss', validation.loss, { epoch, step: place.step, learningRate })
    const endedAt = control.elapsedMs()
    const metrics = {
      epoch,
      loss: trained.loss,
      accuracy: trained.accuracy,
      valLoss: validation.loss,
      valAccuracy: validation.accuracy,
      learningRate,
      seconds: (endedAt - startedAt) / 1000,
    }
    const isKept = isToBeKept(training.keptWeights, metrics, place)
    const best = isKept ? { epoch, weights: await run.session.readWeights() } : place.best
    place = { epoch, step: place.step, best, epochs: [...place.epochs, metrics] }
    await listener.endEpoch(metrics, place, endedAt - trainedAt)
  }
  return place
}

interface TrainedEpoch {
  loss: number
  accuracy: number
  step: number
  learningRate: number
  wasStopped: boolean
}

async function trainEpoch(
  run: PreparedRun,
  control: RunControl,
  { epoch, step: firstStep, epochs }: RunPlace,
  listener: RunListener,
): Promise<TrainedEpoch> {
  const { stepsPerEpoch } = run.training.batches
  const rates = settlePlateau(planRates(run.document.training, stepsPerEpoch), epochs)
  let learningRate = Number.NaN
  let step = firstStep
  let counted = 0
  let loss = 0
  let correct = 0
  let lastMs = control.elapsedMs()
  const soFar = (wasStopped: boolean) => ({
    loss: loss / Math.max(1, counted),
    accuracy: correct / Math.max(1, counted),
    step,
    learningRate,
    wasStopped,
  })
  let lastWaitedMs = 0
  const batches = timeWaits(run.training.batches.epoch(epoch))
  for await (const batch of batches.values) {
    if (!(await control.breathe())) return soFar(true)
    await listener.look()
    const rate = learningRateAt(rates, (epoch - 1) * stepsPerEpoch + step - firstStep)
    if (rate !== learningRate) await run.session.setLearningRate(rate)
    learningRate = rate
    const result = await run.session.trainStep(batch)
    step += 1
    refuseInfinite('loss', result.loss, { epoch, step, learningRate })
    counted += result.counted
    loss += result.loss * result.counted
    correct += result.correct
    const nowMs = control.elapsedMs()
    listener.onStep({
      metrics: { step, loss: result.loss, accuracy: result.correct / Math.max(1, result.counted) },
      epoch,
      stepInEpoch: step - firstStep,
      pictures: batch.count,
      tookMs: nowMs - lastMs,
      waitedMs: batches.waitedMs() - lastWaitedMs,
    })
    lastMs = nowMs
    lastWaitedMs = batches.waitedMs()
  }
  return soFar(false)
}

/** Null when the person stops the run meanwhile. */
export function assessPictures(
  run: PreparedRun,
  which: 'validation' | 'test',
  control: RunControl,
  listener: Pick<RunListener, 'look'>,
): Promise<Assessment | null> {
  const { batches, samples, count } = run[which]
  const breathe = async () => {
    const goesOn = await control.breathe()
    await listener.look()
    return goesOn
  }
  const labelCount = (count * samples.labels.length) / samples.count
  return assess(run.session, batches, { labelCount, classCount: run.dataset.classes.length, breathe })
}

function refuseInfinite(
  what: string,
  value: number,
  place: { epoch: number; step: number; learningRate: number },
): void {
  if (!Number.isFinite(value)) throw new LoomError('run.diverged', { what, ...place })
}
