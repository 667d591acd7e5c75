import { ink } from './colours.ts'
import { integer } from './formats.ts'
import { escapeHtml } from './html.ts'

export interface MatrixOptions {
  /** Rows are the true classes, columns the predicted ones. */
  matrix: readonly (readonly number[])[]
  names: readonly string[]
  words: { row: string; column: string; right: string; wrong: string; share: string }
}

/** Pixels for the cells together, where there are many; those of few classes are no larger than `largestCell`. */
const room = 560
const largestCell = 52
/** Cells smaller than these have no share, no numbers, no names. */
const least = { share: 38, count: 22, name: 9 }

/** A confusion matrix as a heat map: right ones blue, wrong ones orange, each by its share of the row. */
export function drawMatrix({ matrix, names, words }: MatrixOptions): string {
  const cell = Math.min(largestCell, room / Math.max(1, names.length))
  const isShort = names.every((name) => name.length <= 3) && cell >= 22
  const left = isShort ? 56 : 112
  const top = isShort ? 56 : 104
  const [width, height] = [left + cell * names.length + 24, top + cell * names.length + 44]
  const isLarge = cell < least.name
  const side = fix(cell * names.length)
  const ground = `<rect x="${left}" y="${top}" width="${side}" height="${side}" fill="${colourOf(false, 0)}"/>`
  const cells = matrix.flatMap((row, actual) => {
    const total = row.reduce((sum, count) => sum + count, 0)
    return row.map((count, predicted) => {
      // Of hundreds of classes nearly all cells are empty: a page of megabytes.
      if (count === 0 && isLarge) return ''
      const share = total > 0 ? count / total : 0
      const place = { x: left + cell * predicted, y: top + cell * actual, size: cell }
      return drawCell(count, share, actual === predicted, place)
    })
  })
  const middle = [(left + width - 24) / 2, (top + height - 44) / 2]
  return [
    `<svg class="matrix" viewBox="0 0 ${fix(width)} ${fix(height)}" role="img">`,
    `<text class="title" text-anchor="middle" x="${middle[0]}" y="16">${escapeHtml(words.column)}</text>`,
    `<text class="title" text-anchor="middle" transform="translate(14 ${middle[1]}) rotate(-90)">${escapeHtml(words.row)}</text>`,
    ...(isLarge ? [ground] : drawNames(names, { left, top, cell, isShort })),
    ...cells,
    drawScale(left, height - 32, words),
    '</svg>',
  ].join('')
}

const fix = (value: number) => Number(value.toFixed(1))

function drawNames(
  names: readonly string[],
  { left, top, cell, isShort }: { left: number; top: number; cell: number; isShort: boolean },
): string[] {
  const size = Math.min(12, cell * 0.85)
  const label = (name: string) => escapeHtml(name.length > 13 ? `${name.slice(0, 12)}…` : name)
  const middle = (place: number) => cell * place + cell / 2
  const style = `class="tick" style="font-size:${fix(size)}px"`
  const rows = names.map(
    (name, place) =>
      `<text ${style} text-anchor="end" x="${left - 8}" y="${fix(top + middle(place))}" dy="0.35em">${label(name)}</text>`,
  )
  const columns = names.map((name, place) => {
    const x = fix(left + middle(place))
    if (isShort) return `<text ${style} text-anchor="middle" x="${x}" y="${top - 8}">${label(name)}</text>`
    return `<text ${style} transform="translate(${x} ${top - 8}) rotate(-45)">${label(name)}</text>`
  })
  return [...rows, ...columns]
}

const colourOf = (isRight: boolean, strength: number) =>
  `rgba(${isRight ? ink.right : ink.wrong}, ${(0.05 + 0.95 * strength).toFixed(2)})`

/** Mistakes are few: their square root lets the eye find them. */
const strengthOf = (share: number, isRight: boolean) => (isRight ? share : Math.sqrt(share))

function drawCell(
  count: number,
  share: number,
  isRight: boolean,
  { x, y, size }: { x: number; y: number; size: number },
): string {
  const strength = strengthOf(share, isRight)
  const gap = size > 12 ? 1 : 0.25
  const box = `<rect x="${fix(x + gap)}" y="${fix(y + gap)}" width="${fix(size - 2 * gap)}" height="${fix(size - 2 * gap)}" rx="${size > 20 ? 4 : 0}" fill="${colourOf(isRight, strength)}"/>`
  if (count === 0 || size < least.count) return box
  const middle = `text-anchor="middle" x="${fix(x + size / 2)}" fill="${strength > 0.55 ? '#fff' : ink.text}"`
  const text = integer(count)
  const fontSize = fix(Math.min(13, (1.55 * size) / Math.max(3, text.length)))
  const hasShare = size >= least.share
  const number = `<text class="cell" ${middle} y="${fix(y + size / 2 - (hasShare ? 2 : 0))}" dy="${hasShare ? 0 : '0.35em'}" font-size="${fontSize}">${text}</text>`
  if (!hasShare) return box + number
  const shown = share >= 0.1 ? `${Math.round(100 * share)} %` : `${(100 * share).toFixed(1)} %`
  return `${box}${number}<text class="share" ${middle} y="${fix(y + size / 2 + 12)}" font-size="9.5">${shown}</text>`
}

/** What the colours mean: from none of a row to all of it. */
function drawScale(x: number, y: number, words: MatrixOptions['words']): string {
  const steps = [0, 0.01, 0.05, 0.25, 0.5, 1]
  const draw = (isRight: boolean, from: number) =>
    steps
      .map(
        (share, place) =>
          `<rect x="${from + 14 * place}" y="${y}" width="14" height="10" fill="${colourOf(isRight, strengthOf(share, isRight))}"/>`,
      )
      .join('')
  const label = (text: string, from: number) => `<text class="tick" x="${from}" y="${y + 9}">${escapeHtml(text)}</text>`
  return [
    draw(true, x),
    label(words.right, x + 90),
    draw(false, x + 140),
    label(words.wrong, x + 230),
    `<text class="tick" x="${x}" y="${y + 26}" style="font-size:10px">0–100 % ${escapeHtml(words.share)}</text>`,
  ].join('')
}
