import type { Data, Layout } from 'plotly.js'
import type { ChartTheme } from './chart-theme.ts'
import { baseLayout } from './figure-layout.ts'
import type { Figure } from './PlotlyChart.tsx'
import { type ValueAxis, type ValueTick, valueAxis } from './value-axis.ts'

/** What was trained with the values of its column and row. */
export interface ValueCell {
  key: string
  /** Null where it did not come to a figure. */
  value: number | null
  /** Written in the cell where there is room. */
  text: string
  /** Told when it is pointed at. */
  label: string
}

type CellAxis = ValueAxis & { ticks: readonly ValueTick[] }

export interface ValueMap {
  /** Both from 0 on, one step for each value. */
  x: CellAxis
  y: CellAxis
  /** Rows of `y`; null where nothing was trained. */
  cells: readonly (readonly (ValueCell | null)[])[]
  chosen: string | null
}

export interface ColourLook {
  /** What the colours stand for. */
  title: string
  /** As d3 writes numbers. */
  format: string
  /** Less is better, and so stands out. */
  isReversed: boolean
}

interface Size {
  width: number
  height: number
}

/** In pixels: of a cell that has its figure written in, and of what lies around all cells. */
const roomForText = { width: 44, height: 17 }
const around = { width: 190, height: 60 }

/** A cell for each pair of values, coloured by a figure; cells where nothing was trained stay empty. */
export function valueMapFigure(
  { x, y, cells, chosen }: ValueMap,
  look: ColourLook,
  theme: ChartTheme,
  size: Size,
): Figure {
  const room = { width: size.width - around.width, height: size.height - around.height }
  const hasText =
    room.width / Math.max(1, x.ticks.length) >= roomForText.width &&
    room.height / Math.max(1, y.ticks.length) >= roomForText.height
  const each = <Value>(read: (cell: ValueCell) => Value) => cells.map((row) => row.map((cell) => cell && read(cell)))
  const data = {
    type: 'heatmap',
    x: x.ticks.map(({ at }) => at),
    y: y.ticks.map(({ at }) => at),
    z: each(({ value }) => value),
    colorscale: valueColours(theme),
    reversescale: look.isReversed,
    colorbar: colourBar(look, theme),
    xgap: 2,
    ygap: 2,
    hoverongaps: false,
    ...(hasText ? { text: each(({ text }) => text), texttemplate: '%{text}', textfont: { size: 11 } } : {}),
    hovertext: each(({ label }) => label),
    customdata: each(({ key }) => key),
    hovertemplate: '%{hovertext}<extra></extra>',
  } as unknown as Data
  return { data: [data], layout: layout({ x, y, cells, chosen }, theme, room) }
}

/** From faint to strong, in the blue of what is trained. */
export function valueColours({ isDark }: ChartTheme): [number, string][] {
  return isDark
    ? [
        [0, '#26324c'],
        [0.5, '#3a66c2'],
        [1, '#9cc0ff'],
      ]
    : [
        [0, '#e3ecfb'],
        [0.5, '#7fa6ea'],
        [1, '#1d4aa8'],
      ]
}

export function colourBar({ title, format }: ColourLook, theme: ChartTheme) {
  const font = { size: 11, color: theme.dim }
  return {
    title: { text: title, side: 'right', font },
    tickformat: format,
    tickfont: font,
    thickness: 10,
    outlinewidth: 0,
    nticks: 5,
    xpad: 8,
  }
}

function layout({ x, y, cells, chosen }: ValueMap, theme: ChartTheme, room: Size): Partial<Layout> {
  const plain = { showgrid: false, showline: false, fixedrange: true }
  return {
    ...baseLayout(theme),
    // Empty cells are seen as such.
    plot_bgcolor: theme.isDark ? 'rgba(255,255,255,0.04)' : 'rgba(0,0,0,0.035)',
    xaxis: { ...valueAxis(x, theme, { length: room.width, isUpright: false }), ...plain },
    yaxis: { ...valueAxis(y, theme, { length: room.height, isUpright: true }), ...plain },
    margin: { l: 8, r: 8, t: 10, b: 8 },
    shapes: outline(cells, chosen, theme),
  } as unknown as Partial<Layout>
}

function outline(cells: ValueMap['cells'], chosen: string | null, theme: ChartTheme) {
  return cells.flatMap((row, y) =>
    row.flatMap((cell, x) =>
      cell !== null && cell.key === chosen
        ? {
            type: 'rect',
            x0: x - 0.5,
            x1: x + 0.5,
            y0: y - 0.5,
            y1: y + 0.5,
            line: { color: theme.validation, width: 3 },
          }
        : [],
    ),
  )
}
