import { escapeHtml } from './html.ts'

/** A line of a chart; `points` are `[x, y]` in the chart's own units. What is not finite is left out. */
export interface ChartLine {
  colour: string
  points: readonly (readonly [number, number | null])[]
  /** Drawn thin and pale, for what wavers; the axis does not make room for it. */
  isFaint?: boolean
  isDashed?: boolean
}

export interface ChartOptions {
  title: string
  xTitle: string
  lines: readonly ChartLine[]
  /** Least and greatest value of the vertical axis; found in the lines, from 0 up, where it is left out. */
  range?: readonly [number, number]
  formatY(value: number): string
}

const width = 520
const height = 300
const plot = { left: 56, top: 36, right: 504, bottom: 252 }
const plotWidth = plot.right - plot.left
const plotHeight = plot.bottom - plot.top

type Point = readonly [number, number]

/** A line chart as SVG. */
export function drawChart({ title, xTitle, lines, range, formatY }: ChartOptions): string {
  const finite = lines.map((line) => ({ ...line, points: finitePoints(line.points) }))
  const all = finite.flatMap(({ points }) => points)
  const strong = finite.filter(({ isFaint }) => !isFaint).flatMap(({ points }) => points)
  const xMax = greatest(all.map(([x]) => x)) ?? 1
  const ys = (strong.length > 0 ? strong : all).map(([, y]) => y)
  const [yMin, yMax] = range ?? [0, Math.max(1e-9, 1.05 * (greatest(ys) ?? 1))]
  const toX = (x: number) => (x / Math.max(xMax, 1e-9)) * plotWidth
  const toY = (y: number) => (1 - (y - yMin) / (yMax - yMin)) * plotHeight
  const grid = niceTicks(yMin, yMax, 5).map((value) => {
    const y = (plot.top + toY(value)).toFixed(1)
    const line = `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y}" y2="${y}"/>`
    return `${line}<text class="tick" text-anchor="end" x="${plot.left - 8}" y="${y}" dy="4">${escapeHtml(formatY(value))}</text>`
  })
  const ticks = niceTicks(0, xMax, 8)
    .filter((value) => Number.isInteger(value))
    .map((value) => {
      const x = (plot.left + toX(value)).toFixed(1)
      return `<text class="tick" text-anchor="middle" x="${x}" y="${plot.bottom + 18}">${value}</text>`
    })
  return [
    `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">`,
    `<text class="title" x="${plot.left}" y="20">${escapeHtml(title)}</text>`,
    ...grid,
    ...ticks,
    `<text class="tick" text-anchor="middle" x="${(plot.left + plot.right) / 2}" y="${height - 8}">${escapeHtml(xTitle)}</text>`,
    // A picture of its own cuts off what is out of range.
    `<svg x="${plot.left}" y="${plot.top - 4}" width="${plotWidth + 6}" height="${plotHeight + 8}" viewBox="0 -4 ${plotWidth + 6} ${plotHeight + 8}">`,
    ...finite.map((line) => drawLine(line, toX, toY)),
    '</svg></svg>',
  ].join('')
}

function finitePoints(points: ChartLine['points']): Point[] {
  return points.flatMap(([x, y]) => (y !== null && Number.isFinite(y) && Number.isFinite(x) ? [[x, y] as const] : []))
}

/** Of long lists too, which are more than a call takes as arguments. */
function greatest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((most, value) => Math.max(most, value))
}

type DrawnLine = Omit<ChartLine, 'points'> & { points: readonly Point[] }

function drawLine(
  { points, colour, isFaint, isDashed }: DrawnLine,
  toX: (x: number) => number,
  toY: (y: number) => number,
): string {
  const placed = points.map(([x, y]) => [toX(x).toFixed(1), toY(y).toFixed(1)] as const)
  const look = `stroke="${colour}" stroke-width="${isFaint ? 1 : 2.2}"${isFaint ? ' opacity="0.3"' : ''}${isDashed ? ' stroke-dasharray="6 4"' : ''}`
  const line = `<polyline fill="none" stroke-linejoin="round" ${look} points="${placed.map(([x, y]) => `${x},${y}`).join(' ')}"/>`
  if (isFaint || points.length > 40) return line
  return line + placed.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="2.6" fill="${colour}"/>`).join('')
}

/** Round values from `min` to `max`, about `count` of them: steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(min: number, max: number, count: number): number[] {
  const rough = (max - min) / count
  if (!(rough > 0)) return [min]
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10)
  const first = Math.ceil(min / step - 1e-9)
  const last = Math.floor(max / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12)))
}
