/** The same values, and how long whoever takes them had to wait for them. */
export function timeWaits<Value>(source: AsyncIterable<Value>) {
  let waitedMs = 0

  async function* take(): AsyncGenerator<Value, void> {
    const iterator = source[Symbol.asyncIterator]()
    try {
      for (;;) {
        const askedAt = performance.now()
        const next = await iterator.next()
        waitedMs += performance.now() - askedAt
        if (next.done) return
        yield next.value
      }
    } finally {
      await iterator.return?.()
    }
  }

  return { values: take(), waitedMs: () => waitedMs }
}
