/** The three words that are most like another one, the nearest first. */
export function nearestOf(words: readonly string[], wanted: string): string[] {
  const ranked = words.map((word) => ({ word, distance: distanceOf(word, wanted.toLowerCase()) }))
  return ranked
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ word }) => word)
}

/** Levenshtein's: how many letters must be added, left out or exchanged; what begins alike counts as nearer. */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, place) => place)
  for (const [place, letter] of [...from].entries()) {
    const next = [place + 1]
    for (const [column, other] of [...to].entries()) {
      const exchanged = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(exchanged, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  const isBeginning = to !== '' && (from.startsWith(to) || to.startsWith(from))
  return (row.at(-1) ?? 0) - (isBeginning ? 100 : 0)
}
