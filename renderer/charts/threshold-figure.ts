import type { Data, Layout } from 'plotly.js'
import type { ThresholdCurves } from '#shared/contract/runs.ts'
import type { ChartTheme } from './chart-theme.ts'
import { pairLayout, plotHeading, shareAxis } from './figure-layout.ts'
import type { Figure } from './PlotlyChart.tsx'

export interface ThresholdTexts {
  /** With the areas below the curves. */
  roc: string
  precisionRecall: string
  fallout: string
  recall: string
  precision: string
}

/** ROC on the left, with what guessing would give; precision over recall on the right. One above the other where it is narrow. */
export function thresholdFigure(
  { roc, precisionRecall, positives, negatives }: ThresholdCurves,
  texts: ThresholdTexts,
  theme: ChartTheme,
  size: { width: number; height: number },
): Figure {
  const hover = (x: string, y: string) => `${x} %{x:.1%}<br>${y} %{y:.1%}<extra></extra>`
  const guess = { mode: 'lines', line: { color: theme.dim, width: 1, dash: 'dot' }, hoverinfo: 'skip' }
  const share = positives / (positives + negatives)
  const second = { xaxis: 'x2', yaxis: 'y2' }
  const data = [
    { x: [0, 1], y: [0, 1], ...guess },
    {
      ...roc,
      mode: 'lines',
      line: { color: theme.train, width: 2 },
      hovertemplate: hover(texts.fallout, texts.recall),
    },
    { x: [0, 1], y: [share, share], ...guess, ...second },
    {
      ...precisionRecall,
      mode: 'lines',
      // Between two thresholds precision does not go straight.
      line: { color: theme.validation, width: 2, shape: 'vh' },
      hovertemplate: hover(texts.recall, texts.precision),
      ...second,
    },
  ] as unknown as Data[]
  return { data, layout: layout(texts, theme, size) }
}

function layout(texts: ThresholdTexts, theme: ChartTheme, { width, height }: { width: number; height: number }) {
  const isWide = width >= 1.2 * height
  const [left, right] = isWide
    ? [
        [0, 0.44],
        [0.56, 1],
      ]
    : [
        [0, 1],
        [0, 1],
      ]
  const [upper, lower] = isWide
    ? [
        [0, 1],
        [0, 1],
      ]
    : [
        [0.6, 1],
        [0, 0.38],
      ]
  return {
    ...pairLayout(theme),
    xaxis: { ...shareAxis(theme, texts.fallout), domain: left, anchor: 'y' },
    yaxis: { ...shareAxis(theme, texts.recall), domain: upper, anchor: 'x' },
    xaxis2: { ...shareAxis(theme, texts.recall), domain: right, anchor: 'y2' },
    yaxis2: { ...shareAxis(theme, texts.precision), domain: lower, anchor: 'x2' },
    annotations: [plotHeading(texts.roc, theme, '', 11.5), plotHeading(texts.precisionRecall, theme, '2', 11.5)],
  } as Partial<Layout>
}
