/** Does something, and shows in the browser's timeline how long it took: for profiles, and for the bench. */
export function timed<T>(name: string, act: () => T): T {
  const start = performance.now()
  const result = act()
  performance.measure(name, { start, end: performance.now() })
  // Observers have it all the same; a list of all edits would only grow.
  performance.clearMeasures(name)
  return result
}
