/** Lines up rows in columns, two spaces apart; columns named in `right` (by number) end flush. The first row is the heading. */
export function printTable(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const columns = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  )
  const lines = rows.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? ''
        const gap = ' '.repeat(width - displayWidth(cell))
        return right.includes(column) ? gap + cell : cell + gap
      })
      .join('  ')
      .trimEnd(),
  )
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  return `${[lines[0], rule, ...lines.slice(1)].join('\n')}\n`
}

/** Columns on a terminal: Chinese characters and full-width signs take two. Source: Unicode Standard Annex 11. */
export function displayWidth(text: string): number {
  let width = 0
  for (const sign of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(sign)
      ? 2
      : 1
  return width
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}
