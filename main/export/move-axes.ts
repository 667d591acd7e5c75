/** A tensor with its axes in another order: axis `i` of the result is axis `axes[i]`. */
export function moveAxes(
  { shape, values }: { shape: readonly number[]; values: Float32Array },
  axes: readonly number[],
): { shape: number[]; values: Float32Array } {
  /** How far apart neighbours along each axis lie. */
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))
  const moved = axes.map((axis) => ({ size: shape[axis] ?? 1, step: steps[axis] ?? 1 }))
  const result = new Float32Array(values.length)
  const place = moved.map(() => 0)
  let from = 0
  for (let to = 0; to < result.length; to += 1) {
    result[to] = values[from] ?? 0
    for (let axis = moved.length - 1; axis >= 0; axis -= 1) {
      const { size = 1, step = 1 } = moved[axis] ?? {}
      const next = (place[axis] ?? 0) + 1
      place[axis] = next < size ? next : 0
      from += next < size ? step : step * (1 - size)
      if (next < size) break
    }
  }
  return { shape: moved.map(({ size }) => size), values: result }
}
