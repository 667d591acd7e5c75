import { escapeXml } from './svg-chart.ts'

export interface MatrixOptions {
  /** Rows are the true classes, columns the predicted ones. */
  matrix: readonly (readonly number[])[]
  names: readonly string[]
  rowTitle: string
  columnTitle: string
}

const cell = 44

/** A confusion matrix as a heat map: right ones blue, wrong ones orange, each by its share of the row. */
export function drawMatrix({ matrix, names, rowTitle, columnTitle }: MatrixOptions): string {
  const isShort = names.every((name) => name.length <= 3)
  const margin = isShort ? 56 : 104
  const size = margin + cell * names.length
  const cells = matrix.flatMap((row, actual) => {
    const total = row.reduce((sum, count) => sum + count, 0)
    return row.map((count, predicted) => {
      const share = total > 0 ? count / total : 0
      return drawCell(count, share, actual === predicted, { x: margin + cell * predicted, y: margin + cell * actual })
    })
  })
  const label = (name: string) => escapeXml(name.length > 12 ? `${name.slice(0, 11)}…` : name)
  const middle = (place: number) => margin + cell * place + cell / 2
  const rows = names.map(
    (name, place) =>
      `<text class="tick" text-anchor="end" x="${margin - 8}" y="${middle(place)}" dy="4">${label(name)}</text>`,
  )
  const columns = names.map((name, place) =>
    isShort
      ? `<text class="tick" text-anchor="middle" x="${middle(place)}" y="${margin - 8}">${label(name)}</text>`
      : `<text class="tick" transform="translate(${middle(place)} ${margin - 8}) rotate(-45)">${label(name)}</text>`,
  )
  return [
    `<svg class="matrix" viewBox="0 0 ${size} ${size}" role="img">`,
    `<text class="title" text-anchor="middle" x="${(margin + size) / 2}" y="16">${escapeXml(columnTitle)}</text>`,
    `<text class="title" text-anchor="middle" transform="translate(14 ${(margin + size) / 2}) rotate(-90)">${escapeXml(rowTitle)}</text>`,
    ...rows,
    ...columns,
    ...cells,
    '</svg>',
  ].join('')
}

/** `share` is that of the row. Mistakes are few: their square root lets the eye find them. */
function drawCell(count: number, share: number, isRight: boolean, { x, y }: { x: number; y: number }): string {
  const strength = isRight ? share : Math.sqrt(share)
  const colour = isRight ? '31, 95, 170' : '214, 102, 20'
  const ink = strength > 0.55 ? '#fff' : '#1c2733'
  const box = `<rect x="${x + 1}" y="${y + 1}" width="${cell - 2}" height="${cell - 2}" rx="4" fill="rgba(${colour}, ${(0.06 + 0.94 * strength).toFixed(3)})"/>`
  const number = `<text class="cell" text-anchor="middle" x="${x + cell / 2}" y="${y + cell / 2}" dy="5" fill="${ink}">${count}</text>`
  return count > 0 ? box + number : box
}
