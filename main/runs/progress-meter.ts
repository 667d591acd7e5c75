import type { RunProgress } from '#shared/contract/runs.ts'

/** The speed shown is that of this last stretch of training. */
const windowMs = 3000

export interface MeterOptions {
  epochs: number
  stepsPerEpoch: number
  /** Training pictures in one epoch. */
  picturesPerEpoch: number
}

/** Counts pictures against the time that their steps took, and foretells the end. */
export function createProgressMeter({ epochs, stepsPerEpoch, picturesPerEpoch }: MeterOptions) {
  const recent = [{ atMs: 0, pictures: 0 }]
  let trainingMs = 0
  let pictures = 0
  let validationMs = 0

  const recentSpeed = (): number => {
    const first = recent[0]
    return first && trainingMs > first.atMs ? (1000 * (pictures - first.pictures)) / (trainingMs - first.atMs) : 0
  }

  return {
    /** `tookMs` is the time from the step before, without pauses. */
    addStep(count: number, tookMs: number): void {
      trainingMs += tookMs
      pictures += count
      recent.push({ atMs: trainingMs, pictures })
      while (recent.length > 2 && trainingMs - (recent[0]?.atMs ?? 0) > windowMs) recent.shift()
    },
    addValidation(tookMs: number): void {
      validationMs = tookMs
    },
    /** Pictures per second over the whole training, validations left out. */
    meanSpeed: (): number => (trainingMs > 0 ? (1000 * pictures) / trainingMs : 0),
    progress(place: { epoch: number; stepInEpoch: number; elapsedMs: number }): RunProgress {
      const { epoch, stepInEpoch, elapsedMs } = place
      const speed = recentSpeed()
      const stepsLeft = (epochs - epoch + 1) * stepsPerEpoch - stepInEpoch
      const picturesLeft = (stepsLeft * picturesPerEpoch) / stepsPerEpoch
      const validationsLeft = epochs - epoch + (stepInEpoch < stepsPerEpoch ? 1 : 0)
      return {
        epoch,
        epochs,
        stepInEpoch,
        stepsPerEpoch,
        imagesPerSecond: speed,
        elapsedSeconds: elapsedMs / 1000,
        secondsLeft: speed > 0 ? picturesLeft / speed + (validationsLeft * validationMs) / 1000 : null,
      }
    },
  }
}

export type ProgressMeter = ReturnType<typeof createProgressMeter>
