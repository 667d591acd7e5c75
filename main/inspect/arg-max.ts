import type { Labels } from '#shared/contract/data.ts'

/** The place of the largest number of each row of `classes` numbers; the first of equals. */
export function argMaxRows(values: Float32Array, classes: number): Labels {
  const places = allocateLabels(values.length / classes, classes)
  for (let row = 0; row < places.length; row += 1) {
    const start = row * classes
    let best = 0
    for (let place = 1; place < classes; place += 1) {
      if ((values[start + place] ?? 0) > (values[start + best] ?? 0)) best = place
    }
    places[row] = best
  }
  return places
}

/** As narrow as so many classes allow. */
export function allocateLabels(length: number, classes: number): Labels {
  return classes > 256 ? new Uint16Array(length) : new Uint8Array(length)
}
