import type { Data, Layout } from 'plotly.js'
import type { ChartTheme } from './chart-theme.ts'
import type { Figure } from './PlotlyChart.tsx'

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

/**
 * The confusion matrix as a heat map. Right answers are blue, wrong ones red, each by their share of the row; the
 * root brings out the rare mistakes, which are what people look for.
 */
export function confusionFigure(counts: number[][], texts: ConfusionTexts, theme: ChartTheme): Figure {
  const shade = counts.map((row, actual) => {
    const total = row.reduce((sum, count) => sum + count, 0)
    return row.map((count, predicted) => {
      if (count === 0 || total === 0) return 0
      return actual === predicted ? count / total : -Math.sqrt(count / total)
    })
  })
  const names = numbered(texts.classes)
  const each = (make: (actual: number, predicted: number) => string) =>
    counts.map((row, actual) => row.map((_count, predicted) => make(actual, predicted)))
  const data = {
    type: 'heatmap',
    x: names,
    y: names,
    z: shade,
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
  return { data: [data], layout: layout(texts, theme) }
}

/** Plotly joins categories of one name: those that come again get their number. */
function numbered(names: string[]): string[] {
  return names.map((name, index) => (names.indexOf(name) === index ? name : `${name} (${index})`))
}

/** Faint at zero, so that empty cells recede. */
function colours({ isDark }: ChartTheme): [number, string][] {
  const [red, faintRed, empty, faintBlue, blue] = isDark
    ? ['#ff5d5d', '#63302f', '#23272e', '#22365f', '#3f78e0']
    : ['#c92a2a', '#ffe3e0', '#f5f7fa', '#dfe9fc', '#2f63cf']
  return [
    [0, red],
    [0.47, faintRed],
    [0.4999, empty],
    [0.5001, empty],
    [0.53, faintBlue],
    [1, blue],
  ]
}

function layout(texts: ConfusionTexts, theme: ChartTheme): Partial<Layout> {
  const title = (text: string) => ({ text, font: { size: 11, color: theme.dim }, standoff: 6 })
  const axis = {
    type: 'category',
    automargin: true,
    ticks: '',
    showgrid: false,
    zeroline: false,
    fixedrange: true,
    tickfont: { size: 11, color: theme.text },
    tickmode: 'linear',
  }
  return {
    xaxis: { ...axis, title: title(texts.predicted), tickangle: 'auto' },
    yaxis: { ...axis, title: title(texts.actual), autorange: 'reversed' },
    margin: { l: 8, r: 8, t: 6, b: 8 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, size: 11, color: theme.text },
    hoverlabel: { bgcolor: theme.panel, bordercolor: theme.line, font: { size: 12, color: theme.text } },
    modebar: { orientation: 'v', color: theme.dim, activecolor: theme.text, bgcolor: 'rgba(0,0,0,0)' },
  } as unknown as Partial<Layout>
}
