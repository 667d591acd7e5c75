import type { RunProgress } from '#shared/contract/runs.ts'
import type { StepNews } from './run-loop.ts'

/** The speed shown is that of this last stretch of training. */
const windowMs = 3000

export interface MeterOptions {
  epochs: number
  stepsPerEpoch: number
  /** Training pictures in one epoch. */
  picturesPerEpoch: number
}

/** Counts pictures, and waiting for them, against the time that their steps took; foretells the end. */
export function createProgressMeter({ epochs, stepsPerEpoch, picturesPerEpoch }: MeterOptions) {
  const recent = [{ atMs: 0, pictures: 0, waitedMs: 0 }]
  let trainingMs = 0
  let pictures = 0
  let waitedMs = 0
  let validationMs = 0

  const lately = (): { speed: number; waitShare: number } => {
    const first = recent[0]
    const tookMs = trainingMs - (first?.atMs ?? 0)
    if (!first || tookMs <= 0) return { speed: 0, waitShare: 0 }
    return { speed: (1000 * (pictures - first.pictures)) / tookMs, waitShare: (waitedMs - first.waitedMs) / tookMs }
  }

  return {
    addStep(step: Pick<StepNews, 'pictures' | 'tookMs' | 'waitedMs'>): void {
      trainingMs += step.tookMs
      pictures += step.pictures
      waitedMs += step.waitedMs
      recent.push({ atMs: trainingMs, pictures, waitedMs })
      while (recent.length > 2 && trainingMs - (recent[0]?.atMs ?? 0) > windowMs) recent.shift()
    },
    addValidation(tookMs: number): void {
      validationMs = tookMs
    },
    /** Pictures per second over the whole training, validations left out. */
    meanSpeed: (): number => (trainingMs > 0 ? (1000 * pictures) / trainingMs : 0),
    /** The part of the training, validations left out, that went by in waiting for batches. */
    waitShare: (): number => (trainingMs > 0 ? waitedMs / trainingMs : 0),
    progress(place: { epoch: number; stepInEpoch: number; elapsedMs: number }): RunProgress {
      const { epoch, stepInEpoch, elapsedMs } = place
      const { speed, waitShare } = lately()
      const stepsLeft = (epochs - epoch + 1) * stepsPerEpoch - stepInEpoch
      const picturesLeft = (stepsLeft * picturesPerEpoch) / stepsPerEpoch
      const validationsLeft = epochs - epoch + (stepInEpoch < stepsPerEpoch ? 1 : 0)
      return {
        epoch,
        epochs,
        stepInEpoch,
        stepsPerEpoch,
        imagesPerSecond: speed,
        dataWaitShare: waitShare,
        elapsedSeconds: elapsedMs / 1000,
        secondsLeft: speed > 0 ? picturesLeft / speed + (validationsLeft * validationMs) / 1000 : null,
      }
    },
  }
}

export type ProgressMeter = ReturnType<typeof createProgressMeter>
