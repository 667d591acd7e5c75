import type { Data, Layout } from 'plotly.js'
import type { ChartTheme } from './chart-theme.ts'
import type { Figure } from './PlotlyChart.tsx'
import { cutText, wrapText } from './text-width.ts'

export interface ConfusionTexts {
  actual: string
  predicted: string
  /** The classes, in order. */
  classes: string[]
  /** What the pointer is told of a cell. */
  describe: (actual: number, predicted: number) => string
  /** What is written in a cell. */
  cell: (actual: number, predicted: number) => string
}

interface Size {
  width: number
  height: number
}

/**
 * The confusion matrix as a heat map. Right answers are blue, wrong ones red, each by their share of the row; the
 * root brings out the rare mistakes, which are what people look for.
 */
export function confusionFigure(counts: number[][], texts: ConfusionTexts, theme: ChartTheme, size: Size): Figure {
  return cellsFigure(shadeCells(counts), texts, theme, size)
}

/** Cells between the true and the predicted classes, each shaded from −1, red, over 0 to 1, blue. */
export function cellsFigure(shades: number[][], texts: ConfusionTexts, theme: ChartTheme, size: Size): Figure {
  const each = (make: (actual: number, predicted: number) => string) =>
    shades.map((row, actual) => row.map((_shade, predicted) => make(actual, predicted)))
  const data = {
    type: 'heatmap',
    z: shades,
    zmin: -1,
    zmax: 1,
    colorscale: colours(theme),
    showscale: false,
    xgap: 1,
    ygap: 1,
    text: each(texts.cell),
    texttemplate: '%{text}',
    textfont: { size: 11 },
    customdata: each(texts.describe),
    hovertemplate: '%{customdata}<extra></extra>',
  } as unknown as Data
  return { data: [data], layout: layout(texts, theme, size) }
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
const rowLabelWidth = 104
const lineHeight = 13
const mostLines = 2

function cutLabel(text: string, width: number): string {
  return cutText(text, width / letterWidth)
}

function wrapLabel(text: string, width: number): string {
  return wrapText(text, width / letterWidth)
    .slice(0, mostLines)
    .join('<br>')
}

interface TickStyle {
  /** Whether there is room for the label of each row or column. */
  isEach: boolean
  write: (text: string, width: number) => string
}

function layout(texts: ConfusionTexts, theme: ChartTheme, { width, height }: Size): Partial<Layout> {
  const count = Math.max(1, texts.classes.length)
  const columnWidth = (width - rowLabelWidth - 30) / count
  const rowHeight = (height - 44) / count
  const axis = (room: number, title: string, style: TickStyle) => ({
    ...ticks(texts.classes, room, style),
    title: { text: title, font: { size: 11, color: theme.dim }, standoff: 6 },
    automargin: true,
    tickangle: 0,
    ticks: '',
    showgrid: false,
    zeroline: false,
    fixedrange: true,
    tickfont: { size: rowHeight < lineHeight ? 10 : 11, color: theme.text },
  })
  return {
    xaxis: axis(columnWidth - 4, texts.predicted, { isEach: true, write: wrapLabel }),
    yaxis: {
      ...axis(rowLabelWidth, texts.actual, { isEach: rowHeight >= lineHeight - 2, write: cutLabel }),
      autorange: 'reversed',
    },
    margin: { l: 8, r: 8, t: 6, b: 8 },
    paper_bgcolor: theme.panel,
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, size: 11, color: theme.text },
    hoverlabel: {
      bgcolor: theme.panel,
      bordercolor: theme.line,
      font: { family: theme.font, size: 12, color: theme.text },
    },
    modebar: { orientation: 'v', color: theme.dim, activecolor: theme.text, bgcolor: 'rgba(0,0,0,0)' },
  } as unknown as Partial<Layout>
}

/** Labels cut to their room; where there is none for a letter or two, or not for each line, only some are written. */
function ticks(classes: string[], room: number, { isEach, write }: TickStyle) {
  const step = Math.max(isEach ? 1 : 2, Math.ceil((2.5 * letterWidth) / Math.max(1, room)))
  const tickvals = classes.flatMap((_name, index) => (index % step === 0 ? [index] : []))
  return { tickmode: 'array', tickvals, ticktext: tickvals.map((index) => write(classes[index] ?? '', room * step)) }
}
