/** At most so often. */
const toldEveryMs = 200

/** Tells at once, and then at most so often; the last change is always told. */
export function createTeller(send: () => void) {
  let timer: NodeJS.Timeout | null = null
  let isStopped = false
  let lastMs = Number.NEGATIVE_INFINITY
  const now = () => {
    timer = null
    lastMs = performance.now()
    if (!isStopped) send()
  }
  return {
    soon() {
      if (isStopped || timer) return
      timer = setTimeout(now, Math.max(0, lastMs + toldEveryMs - performance.now()))
    },
    stop() {
      isStopped = true
      if (timer) clearTimeout(timer)
    },
  }
}
