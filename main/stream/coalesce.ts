/** The window gets at most 20 frames a second: one for each of these. */
export const frameMs = 50

export interface Coalescer<Item> {
  push(item: Item): void
  /** Sends what waits, at once. */
  flush(): void
}

/**
 * Collects items and sends them together, at most once in `intervalMs`; none is lost, and the first does not wait.
 * The timer does not keep a process alive.
 */
export function coalesce<Item>(send: (items: Item[]) => void, intervalMs = frameMs): Coalescer<Item> {
  let waiting: Item[] = []
  let timer: NodeJS.Timeout | null = null
  let sentAt = Number.NEGATIVE_INFINITY

  function flush(): void {
    if (timer) clearTimeout(timer)
    timer = null
    if (waiting.length === 0) return
    const items = waiting
    waiting = []
    sentAt = performance.now()
    send(items)
  }

  return {
    push(item) {
      waiting.push(item)
      const left = sentAt + intervalMs - performance.now()
      if (left <= 0) flush()
      else timer ??= setTimeout(flush, left).unref()
    },
    flush,
  }
}
