/** Of the time of training, what the writing of checkpoints may take. */
const utmostShare = 0.02

/** When a checkpoint within an epoch is due: every so often, but more seldom where writing one takes long. */
export function createSavePace(everyMs: number, now: () => number = () => performance.now()) {
  let nextAt = now() + everyMs
  return {
    isDue: (): boolean => now() >= nextAt,
    /** A checkpoint of any kind was written just now. */
    saved(tookMs: number): void {
      nextAt = now() + Math.max(everyMs, tookMs / utmostShare)
    },
  }
}

export type SavePace = ReturnType<typeof createSavePace>
