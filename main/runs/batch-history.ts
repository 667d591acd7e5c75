import type { BatchMetrics } from '#shared/contract/runs.ts'

/** Past this many points a curve has more of them than any screen has columns. */
const mostPoints = 20_000

/**
 * The curve of a run, step by step. When it grows past `limit` points, neighbours are joined two by two (the mean, at the
 * later step), so that a run of any length keeps its whole shape in bounded memory.
 */
export function createBatchHistory(start: readonly BatchMetrics[] = [], limit = mostPoints) {
  let points: BatchMetrics[] = [...start]
  let stride = 1
  let pending: BatchMetrics[] = []
  return {
    add(point: BatchMetrics): void {
      pending.push(point)
      if (pending.length < stride) return
      points.push(joinPoints(pending))
      pending = []
      if (points.length < limit) return
      const halved: BatchMetrics[] = []
      for (let place = 0; place < points.length; place += 2) halved.push(joinPoints(points.slice(place, place + 2)))
      points = halved
      stride *= 2
    },
    list: (): BatchMetrics[] => (pending.length > 0 ? [...points, joinPoints(pending)] : [...points]),
  }
}

export type BatchHistory = ReturnType<typeof createBatchHistory>

function joinPoints(points: readonly BatchMetrics[]): BatchMetrics {
  const mean = (pick: (point: BatchMetrics) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length
  return {
    step: points.at(-1)?.step ?? 0,
    loss: mean(({ loss }) => loss),
    accuracy: mean(({ accuracy }) => accuracy),
  }
}
