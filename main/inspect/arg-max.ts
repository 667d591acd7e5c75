/** The place of the largest number of each row of `classes` numbers; the first of equals. */
export function argMaxRows(values: Float32Array, classes: number): Uint8Array {
  const places = new Uint8Array(values.length / classes)
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
