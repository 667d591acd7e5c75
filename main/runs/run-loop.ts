import type { BatchMetrics, EpochMetrics } from '#shared/contract/runs.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { reasonToEnd } from '#shared/training/ending.ts'
import { isLookedInto } from '#shared/training/findings.ts'
import { learningRateAt, planRates, settlePlateau } from '#shared/training/learning-rate.ts'
import type { StepResult } from '../engines/engine.ts'
import { findDeadUnits } from '../inspect/dead-units.ts'
import { type Assessment, assess } from './assess.ts'
import type { PreparedRun } from './prepare-run.ts'
import type { RunControl } from './run-control.ts'
import { type EpochPart, emptyPart, isToBeKept, type RunPlace } from './run-place.ts'
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

/** Told what happens; training waits for the answers. */
export interface RunListener {
  onStep(news: StepNews): void
  /** Between two steps of any kind. */
  look(): Promise<void>
  /** Whether it is time to keep what was learned since the last time. */
  isDue(): boolean
  /** Within an epoch: when it was due, and when a pause begins. */
  keep(place: RunPlace): Promise<void>
  endEpoch(metrics: EpochMetrics, place: RunPlace, validationMs: number): Promise<void>
}

/**
 * Trains from `start` to the last epoch, or until the settings or the person stop it.
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
  while (place.epoch < training.epochs) {
    if (!place.part && reasonToEnd(training, place.epochs, place.extendedAt)) return place
    const startedAt = control.elapsedMs() - (place.part?.elapsedMs ?? 0)
    const trained = await trainEpoch(run, control, place, listener)
    place = trained.place
    if (trained.wasStopped) return place
    const trainedAt = control.elapsedMs()
    const trainedPlace = place
    const onPause = () => listener.keep(trainedPlace)
    const validation = await assessPictures(run, 'validation', control, { look: listener.look, onPause })
    if (!validation) return place
    const endedAt = control.elapsedMs()
    const seconds = (endedAt - startedAt) / 1000
    place = await endEpoch(run, place, { validation, seconds, learningRate: trained.learningRate })
    const metrics = place.epochs.at(-1)
    if (metrics) await listener.endEpoch(metrics, place, endedAt - trainedAt)
  }
  return place
}

interface EpochOutcome {
  validation: Assessment
  seconds: number
  learningRate: number
}

/** The place after an epoch whose pictures were all gone through. */
async function endEpoch(run: PreparedRun, before: RunPlace, outcome: EpochOutcome): Promise<RunPlace> {
  const { validation, seconds, learningRate } = outcome
  const epoch = before.epoch + 1
  const { counted, loss, correct } = before.part ?? emptyPart
  refuseInfinite('val_loss', validation.loss, { epoch, step: before.step, learningRate })
  const metrics: EpochMetrics = {
    epoch,
    loss: loss / Math.max(1, counted),
    accuracy: correct / Math.max(1, counted),
    valLoss: validation.loss,
    valAccuracy: validation.accuracy,
    learningRate,
    seconds,
    ...(await lookForDeadUnits(run, epoch)),
  }
  const isKept = isToBeKept(run.document.training.keptWeights, metrics, before)
  const best = isKept ? { epoch, weights: await run.session.readWeights() } : before.best
  return { ...before, epoch, best, epochs: [...before.epochs, metrics], part: null }
}

async function lookForDeadUnits(
  { session, graph, validation, document }: PreparedRun,
  epoch: number,
): Promise<Pick<EpochMetrics, 'deadUnits'>> {
  if (!isLookedInto(epoch, document.training.epochs)) return {}
  try {
    for await (const batch of validation.batches.epoch(1)) {
      const deadUnits = await findDeadUnits(session, graph, batch)
      return deadUnits.length > 0 ? { deadUnits } : {}
    }
  } catch (error) {
    // As any look: for want of memory perhaps, and no reason to end the training.
    console.error('Looking for dead units failed:', error)
  }
  return {}
}

interface TrainedEpoch {
  /** With all pictures of the epoch in its part, unless it was stopped. */
  place: RunPlace
  learningRate: number
  wasStopped: boolean
}

/** Goes through the pictures of the epoch that `start` stands in, or before. */
async function trainEpoch(
  run: PreparedRun,
  control: RunControl,
  start: RunPlace,
  listener: RunListener,
): Promise<TrainedEpoch> {
  const { session, document } = run
  const { stepsPerEpoch } = run.training.batches
  const epoch = start.epoch + 1
  const rates = settlePlateau(planRates(document.training, stepsPerEpoch), start.epochs)
  const rateAt = (stepInEpoch: number) => learningRateAt(rates, start.epoch * stepsPerEpoch + stepInEpoch)
  const startedAt = control.elapsedMs() - (start.part?.elapsedMs ?? 0)
  let { step } = start
  let part = start.part ?? emptyPart
  // The batches before may have been larger.
  let stepInEpoch = Math.ceil(part.pictures / document.training.batchSize)
  let learningRate = rateAt(Math.max(0, stepInEpoch - 1))
  await session.setLearningRate(learningRate)
  const here = (): RunPlace => {
    const isBegun = part.pictures > 0
    return { ...start, step, part: isBegun ? { ...part, elapsedMs: control.elapsedMs() - startedAt } : null }
  }
  const keep = () => listener.keep(here())
  let lastMs = control.elapsedMs()
  let lastWaitedMs = 0
  const batches = timeWaits(run.training.batches.epoch(epoch, part.pictures))
  for await (const batch of batches.values) {
    if (!(await control.breathe(keep))) return { place: here(), learningRate, wasStopped: true }
    await listener.look()
    const rate = rateAt(stepInEpoch)
    if (rate !== learningRate) await session.setLearningRate(rate)
    learningRate = rate
    const result = await session.trainStep(batch)
    step += 1
    stepInEpoch += 1
    refuseInfinite('loss', result.loss, { epoch, step, learningRate })
    part = addStep(part, batch.count, result)
    const nowMs = control.elapsedMs()
    listener.onStep({
      metrics: { step, loss: result.loss, accuracy: result.correct / Math.max(1, result.counted) },
      epoch,
      stepInEpoch,
      pictures: batch.count,
      tookMs: nowMs - lastMs,
      waitedMs: batches.waitedMs() - lastWaitedMs,
    })
    lastMs = nowMs
    lastWaitedMs = batches.waitedMs()
    if (listener.isDue()) await keep()
  }
  return { place: here(), learningRate, wasStopped: false }
}

function addStep(part: EpochPart, pictures: number, { counted, loss, correct }: StepResult): EpochPart {
  return {
    ...part,
    pictures: part.pictures + pictures,
    counted: part.counted + counted,
    loss: part.loss + loss * counted,
    correct: part.correct + correct,
  }
}

/** Null when the person stops the run meanwhile. */
export function assessPictures(
  run: PreparedRun,
  which: 'validation' | 'test',
  control: RunControl,
  { look, onPause }: Pick<RunListener, 'look'> & { onPause?: () => Promise<void> },
): Promise<Assessment | null> {
  const { batches, samples, count } = run[which]
  const breathe = async () => {
    const goesOn = await control.breathe(onPause)
    await look()
    return goesOn
  }
  const labelCount = (count * samples.labels.length) / samples.count
  const { classes, task } = run.dataset
  const keepsScores = which === 'test' && task === 'classification'
  return assess(run.session, batches, { labelCount, classCount: classes.length, keepsScores, breathe })
}

function refuseInfinite(
  what: string,
  value: number,
  place: { epoch: number; step: number; learningRate: number },
): void {
  if (!Number.isFinite(value)) throw new LoomError('run.diverged', { what, ...place })
}
