import type { Data, Layout } from 'plotly.js'
import type { ChartTheme } from './chart-theme.ts'
import { baseLayout } from './figure-layout.ts'
import type { Figure } from './PlotlyChart.tsx'
import { cutText, lettersOf, wrapText } from './text-width.ts'

export interface ConfusionTexts {
  actual: string
  predicted: string
  /** The classes, in order. */
  classes: string[]
  /** What is written in a cell. */
  cell: (actual: number, predicted: number) => string
}

interface Size {
  width: number
  height: number
}

/**
 * A confusion matrix as a heat map: cells between the true and the predicted classes, each shaded from −1, red, over 0 to 1,
 * blue. Where there is no room for numbers in the cells, colours alone tell; of many classes a part can
 * be enlarged by dragging.
 */
export function cellsFigure(shades: number[][], texts: ConfusionTexts, theme: ChartTheme, size: Size): Figure {
  const cell = cellSize(texts.classes, size)
  const isWritten = cell.width >= leastWritten.width && cell.height >= leastWritten.height
  const gap = Math.min(cell.width, cell.height) < 5 ? 0 : 1
  const data = {
    type: 'heatmap',
    z: shades,
    zmin: -1,
    zmax: 1,
    colorscale: colours(theme),
    showscale: false,
    xgap: gap,
    ygap: gap,
    // Whoever shows the figure tells what is below the pointer.
    hoverinfo: 'none',
    ...(isWritten ? { text: writeCells(shades, texts), texttemplate: '%{text}', textfont: { size: 11 } } : {}),
  } as unknown as Data
  return { data: [data], layout: layout(texts, theme, { ...size, cell }) }
}

/** Whether parts of a matrix of so many classes are worth enlarging. */
export function isLargeMatrix(classCount: number): boolean {
  return classCount > 20
}

/** Cells that numbers of three digits can be read in. */
const leastWritten = { width: 15, height: 11 }

function writeCells(shades: number[][], { cell }: ConfusionTexts): string[][] {
  return shades.map((row, actual) => row.map((_shade, predicted) => cell(actual, predicted)))
}

/** From −1, all of a class taken for one other, over 0, none, to 1, all found. */
export function shadeCells(counts: readonly (readonly number[])[]): number[][] {
  return counts.map((row, actual) => {
    const total = row.reduce((sum, count) => sum + count, 0)
    return row.map((count, predicted) => {
      if (count === 0 || total === 0) return 0
      return actual === predicted ? count / total : -Math.sqrt(count / total)
    })
  })
}

/** Faint at zero, so that empty cells recede. */
function colours({ isDark }: ChartTheme): [number, string][] {
  const [red, faintRed, empty, faintBlue, blue] = isDark
    ? (['#ff5d5d', '#63302f', '#23272e', '#22365f', '#3f78e0'] as const)
    : (['#c92a2a', '#ffe3e0', '#f5f7fa', '#dfe9fc', '#2f63cf'] as const)
  return [
    [0, red],
    [0.47, faintRed],
    [0.4999, empty],
    [0.5001, empty],
    [0.53, faintBlue],
    [1, blue],
  ]
}

/** In pixels: of a letter of the tick labels, of the widest label beside the rows, and of a label's line. */
const letterWidth = 6.6
const widestLabel = 104
const lineHeight = 13
const mostLines = 2

function longestOf(classes: readonly string[]): number {
  return letterWidth * Math.max(0, ...classes.map(lettersOf)) + 1
}

/** Room for the labels beside the rows. */
function rowLabelWidth(classes: readonly string[], width: number): number {
  return Math.min(widestLabel, 0.28 * width, Math.max(16, longestOf(classes)))
}

/** About as large as a cell will be. */
function cellSize(classes: readonly string[], { width, height }: Size): Size {
  const count = Math.max(1, classes.length)
  return { width: (width - rowLabelWidth(classes, width) - 30) / count, height: (height - 44) / count }
}

interface Plan extends Size {
  cell: Size
}

function layout(texts: ConfusionTexts, theme: ChartTheme, { width, height, cell }: Plan): Partial<Layout> {
  const { classes } = texts
  const axis = (title: string) => ({
    title: { text: title, font: { size: 11, color: theme.dim }, standoff: 6 },
    automargin: true,
    ticks: '',
    showgrid: false,
    zeroline: false,
    fixedrange: !isLargeMatrix(classes.length),
    tickfont: { size: cell.height < lineHeight ? 10 : 11, color: theme.text },
  })
  return {
    xaxis: { ...axis(texts.predicted), ...columnTicks(classes, cell.width, 0.25 * height) },
    yaxis: {
      ...axis(texts.actual),
      ...rowTicks(classes, cell.height, rowLabelWidth(classes, width)),
      autorange: 'reversed',
    },
    margin: { l: 8, r: 8, t: 6, b: 8 },
    ...baseLayout(theme, 11),
    uirevision: 'keep',
  } as unknown as Partial<Layout>
}

/** Cut to their room; where there is none for each line, only some are written. */
function rowTicks(classes: readonly string[], height: number, width: number) {
  const step = Math.max(1, Math.ceil((lineHeight - 2) / height))
  return { tickangle: 0, ...ticksAt(classes, step, (text) => cutText(text, width / letterWidth)) }
}

/** Below their columns in up to two lines; upright where not even a few letters fit. */
function columnTicks(classes: readonly string[], width: number, height: number) {
  const room = width - 4
  if (longestOf(classes) <= room || room >= 4 * letterWidth) {
    const wrap = (text: string) => wrapText(text, room / letterWidth).slice(0, mostLines)
    return { tickangle: 0, ...ticksAt(classes, 1, (text) => wrap(text).join('<br>')) }
  }
  const step = Math.max(1, Math.ceil((lineHeight - 2) / width))
  const letters = Math.min(widestLabel, height) / letterWidth
  return { tickangle: -90, ...ticksAt(classes, step, (text) => cutText(text, letters)) }
}

function ticksAt(classes: readonly string[], step: number, write: (text: string) => string) {
  const tickvals = classes.flatMap((_name, index) => (index % step === 0 ? [index] : []))
  return { tickmode: 'array', tickvals, ticktext: tickvals.map((index) => write(classes[index] ?? '')) }
}
