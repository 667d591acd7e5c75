import type { Data, Layout } from 'plotly.js'
import type { Calibration } from '#shared/contract/runs.ts'
import type { ChartTheme } from './chart-theme.ts'
import { pairLayout, plainAxis, plotHeading, shareAxis } from './figure-layout.ts'
import type { Figure } from './PlotlyChart.tsx'

export interface ReliabilityTexts {
  title: string
  histogram: string
  confidence: string
  accuracy: string
  count: string
  /** What the pointer is told of a bin. */
  describe: (bin: Calibration['bins'][number]) => string
}

/**
 * Left how often each bin is right, and what is missing to what the network was sure of; right how many there are in each
 * bin. With its bars on the diagonal a network can be taken at its word.
 */
export function reliabilityFigure(
  bins: Calibration['bins'],
  texts: ReliabilityTexts,
  theme: ChartTheme,
  { width, height }: { width: number; height: number },
): Figure {
  const filled = bins.flatMap((bin, place) => (bin.count > 0 ? [{ ...bin, middle: (place + 0.5) / bins.length }] : []))
  const x = filled.map(({ middle }) => middle)
  const common = {
    type: 'bar' as const,
    x,
    width: 0.92 / Math.max(1, bins.length),
    customdata: filled.map(texts.describe),
    hovertemplate: '%{customdata}<extra></extra>',
  }
  const isWide = width >= 1.35 * height
  const counts = { y: filled.map(({ count }) => count), marker: { color: theme.validation }, xaxis: 'x2', yaxis: 'y2' }
  const data = [
    { ...common, y: filled.map(({ accuracy }) => accuracy), marker: { color: theme.train } },
    {
      ...common,
      base: filled.map(({ accuracy, confidence }) => Math.min(accuracy, confidence)),
      y: filled.map(({ accuracy, confidence }) => Math.abs(confidence - accuracy)),
      marker: { color: 'rgba(0,0,0,0)', line: { color: theme.error, width: 1.5 } },
    },
    { x: [0, 1], y: [0, 1], mode: 'lines', line: { color: theme.dim, width: 1, dash: 'dot' }, hoverinfo: 'skip' },
    ...(isWide ? [{ ...common, ...counts }] : []),
  ] as unknown as Data[]
  return { data, layout: layout(texts, theme, isWide) }
}

/** Without room for both, the histogram is left out. */
function layout(texts: ReliabilityTexts, theme: ChartTheme, isWide: boolean): Partial<Layout> {
  const left = isWide ? [0, 0.53] : [0, 1]
  return {
    ...pairLayout(theme),
    barmode: 'overlay',
    xaxis: { ...shareAxis(theme, texts.confidence), domain: left },
    yaxis: shareAxis(theme, texts.accuracy),
    ...(isWide ? histogramAxes(texts, theme) : {}),
    annotations: [
      plotHeading(texts.title, theme, '', 11.5),
      ...(isWide ? [plotHeading(texts.histogram, theme, '2', 11.5)] : []),
    ],
  } as Partial<Layout>
}

function histogramAxes(texts: ReliabilityTexts, theme: ChartTheme) {
  return {
    xaxis2: { ...shareAxis(theme, texts.confidence), domain: [0.64, 1], anchor: 'y2' },
    // A few unsure ones are seen beside thousands.
    yaxis2: { ...plainAxis(theme, texts.count), type: 'log', dtick: 1, anchor: 'x2' },
  }
}
