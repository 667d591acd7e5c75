export interface PaceOptions {
  /** Never more often than this. */
  leastIntervalMs: number
  /** Not more of the time than this is spent on looking … */
  share: number
  /** … unless that would make it slower than one look in `goodIntervalMs`; then up to `utmostShare`. */
  goodIntervalMs?: number
  utmostShare?: number
}

/** Decides when the next look into the network may be taken, by what the last one cost. Times in milliseconds. */
export function createPace({ leastIntervalMs, share, goodIntervalMs, utmostShare }: PaceOptions) {
  let nextAt = Number.NEGATIVE_INFINITY
  return {
    isDue: (nowMs: number): boolean => nowMs >= nextAt,
    /** Makes the next look due at once. */
    hurry(): void {
      nextAt = Number.NEGATIVE_INFINITY
    },
    took(startedAtMs: number, costMs: number): void {
      const modest = Math.max(leastIntervalMs, costMs / share)
      const fastest =
        goodIntervalMs !== undefined && utmostShare !== undefined
          ? Math.max(goodIntervalMs, costMs / utmostShare)
          : Number.POSITIVE_INFINITY
      nextAt = startedAtMs + Math.min(modest, fastest)
    },
  }
}

export type Pace = ReturnType<typeof createPace>
