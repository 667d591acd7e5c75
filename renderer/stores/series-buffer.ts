/**
 * A growing series in a fixed room: when it is full, neighbours are averaged in pairs and every later point stands for
 * twice as many values. So a run of 100,000 batches costs as much to draw as one of a thousand.
 */
export interface SeriesBuffer {
  readonly capacity: number
  readonly x: Float64Array
  readonly y: Float64Array
  /** Whole points. */
  count: number
  /** Values averaged into each whole point. */
  valuesPerPoint: number
  /** The point being gathered. */
  pendingX: number
  pendingY: number
  pendingCount: number
}

/** `capacity` is even and at least 2. */
export function createSeries(capacity = 2048): SeriesBuffer {
  return {
    capacity,
    x: new Float64Array(capacity),
    y: new Float64Array(capacity),
    count: 0,
    valuesPerPoint: 1,
    pendingX: 0,
    pendingY: 0,
    pendingCount: 0,
  }
}

export function clearSeries(series: SeriesBuffer): void {
  series.count = 0
  series.valuesPerPoint = 1
  series.pendingX = 0
  series.pendingY = 0
  series.pendingCount = 0
}

export function appendValue(series: SeriesBuffer, x: number, y: number): void {
  series.pendingX += x
  series.pendingY += y
  series.pendingCount += 1
  if (series.pendingCount < series.valuesPerPoint) return
  if (series.count === series.capacity) {
    halve(series)
    return
  }
  series.x[series.count] = series.pendingX / series.pendingCount
  series.y[series.count] = series.pendingY / series.pendingCount
  series.count += 1
  series.pendingX = 0
  series.pendingY = 0
  series.pendingCount = 0
}

/** What is pending fills half of a point of the new width and stays pending. */
function halve(series: SeriesBuffer): void {
  const { x, y, capacity } = series
  for (let point = 0; point < capacity / 2; point += 1) {
    x[point] = mean(x, 2 * point)
    y[point] = mean(y, 2 * point)
  }
  series.count = capacity / 2
  series.valuesPerPoint *= 2
}

function mean(values: Float64Array, first: number): number {
  return ((values[first] ?? Number.NaN) + (values[first + 1] ?? Number.NaN)) / 2
}

/** The points to draw, the unfinished one at the end included, with `x` divided by `xUnit`. */
export function readSeries(series: SeriesBuffer, xUnit = 1): { x: number[]; y: number[] } {
  const x = Array.from(series.x.subarray(0, series.count), (value) => value / xUnit)
  const y = Array.from(series.y.subarray(0, series.count))
  if (series.pendingCount > 0) {
    x.push(series.pendingX / series.pendingCount / xUnit)
    y.push(series.pendingY / series.pendingCount)
  }
  return { x, y }
}
