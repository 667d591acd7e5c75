/** A line of a chart; `points` are `[x, y]` in the chart's own units. */
export interface ChartLine {
  name: string
  colour: string
  points: readonly (readonly [number, number])[]
  /** Drawn thin and pale, for what wavers. */
  isFaint?: boolean
}

export interface ChartOptions {
  title: string
  xTitle: string
  lines: readonly ChartLine[]
  /** Least and greatest value of the vertical axis; found in the lines where it is left out. */
  range?: [number, number]
  formatY(value: number): string
}

const width = 520
const height = 300
const plot = { left: 56, top: 36, right: 504, bottom: 252 }

/** A line chart as SVG. */
export function drawChart({ title, xTitle, lines, range, formatY }: ChartOptions): string {
  const points = lines.flatMap((line) => line.points)
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [xMin, xMax] = [Math.min(0, ...xs), Math.max(1, ...xs)]
  const [yMin, yMax] = range ?? [0, Math.max(1e-9, ...ys)]
  const toX = (x: number) => plot.left + ((x - xMin) / (xMax - xMin)) * (plot.right - plot.left)
  const toY = (y: number) => plot.bottom - ((y - yMin) / (yMax - yMin)) * (plot.bottom - plot.top)
  const grid = niceTicks(yMin, yMax, 5).map((value) => {
    const y = toY(value).toFixed(1)
    const line = `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y}" y2="${y}"/>`
    return `${line}<text class="tick" text-anchor="end" x="${plot.left - 8}" y="${y}" dy="4">${formatY(value)}</text>`
  })
  const ticks = niceTicks(xMin, xMax, 8)
    .filter((value) => Number.isInteger(value))
    .map(
      (value) =>
        `<text class="tick" text-anchor="middle" x="${toX(value).toFixed(1)}" y="${plot.bottom + 18}">${value}</text>`,
    )
  const drawn = lines.map((line) => drawLine(line, toX, toY))
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}">`,
    `<text class="title" x="${plot.left}" y="20">${escapeXml(title)}</text>`,
    drawLegend(lines.filter(({ isFaint }) => !isFaint)),
    ...grid,
    ...ticks,
    `<text class="tick" text-anchor="middle" x="${(plot.left + plot.right) / 2}" y="${height - 8}">${escapeXml(xTitle)}</text>`,
    ...drawn,
    '</svg>',
  ].join('')
}

function drawLine(
  { points, colour, isFaint }: ChartLine,
  toX: (x: number) => number,
  toY: (y: number) => number,
): string {
  const clipped = points.map(([x, y]) => [toX(x), Math.max(plot.top - 4, toY(y))] as const)
  const path = clipped.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
  const line = `<polyline fill="none" stroke="${colour}" stroke-width="${isFaint ? 1 : 2.5}"${isFaint ? ' opacity="0.3"' : ''} points="${path}"/>`
  if (isFaint) return line
  const dots = clipped.map(([x, y]) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3" fill="${colour}"/>`)
  return line + dots.join('')
}

function drawLegend(lines: readonly ChartLine[]): string {
  return lines
    .map(({ name, colour }, place) => {
      const x = plot.right - 110 * (lines.length - place)
      return `<rect x="${x}" y="12" width="14" height="4" rx="2" fill="${colour}"/><text class="tick" x="${x + 20}" y="18">${escapeXml(name)}</text>`
    })
    .join('')
}

/** Round values from `min` to `max`, about `count` of them: steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(min: number, max: number, count: number): number[] {
  const rough = (max - min) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10)
  const first = Math.ceil(min / step - 1e-9)
  const last = Math.floor(max / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12)))
}

export function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
