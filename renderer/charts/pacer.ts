export interface Pacer {
  /** Asks for a drawing; several requests before it comes are one. */
  request(): void
  cancel(): void
}

export interface PacerOptions {
  draw: () => void
  /** Share of the thread that drawing may take. */
  share?: number
  leastMs?: number
  /** The longest pause for the sake of `share`: the first drawing is far dearer than those after it. */
  mostMs?: number
  /** For tests. */
  now?: () => number
  wait?: (act: () => void, delayMs: number) => () => void
}

/**
 * Draws on animation frames, not more often than `leastMs` and so seldom that it takes about `share` of the time: what
 * is slow to draw is drawn less often and never holds up the window for more than half of the time.
 */
export function createPacer(options: PacerOptions): Pacer {
  const { draw, share = 0.2, leastMs = 60, mostMs = 400, now = () => performance.now(), wait = waitForFrame } = options
  let stop: (() => void) | null = null
  let notBefore = 0
  return {
    request() {
      stop ??= wait(
        () => {
          stop = null
          const begin = now()
          draw()
          const cost = now() - begin
          notBefore = begin + Math.max(leastMs, Math.min(cost / share, mostMs), 2 * cost)
        },
        Math.max(0, notBefore - now()),
      )
    },
    cancel() {
      stop?.()
      stop = null
    },
  }
}

function waitForFrame(act: () => void, delayMs: number): () => void {
  let frame = 0
  const timer = setTimeout(() => {
    frame = requestAnimationFrame(act)
  }, delayMs)
  return () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
  }
}
