import type { Data, Layout } from 'plotly.js'
import type { EpochMetrics } from '#shared/contract/runs.ts'
import type { ChartTheme } from './chart-theme.ts'
import { baseLayout, gridAxis, plotHeading } from './figure-layout.ts'
import type { Figure } from './PlotlyChart.tsx'

/** What is drawn, by epochs: batches lie between whole numbers. */
export interface Curves {
  batchLoss: Points
  batchAccuracy: Points
  epochs: readonly EpochMetrics[]
  /** How far the axis reaches. */
  epochCount: number
}

export interface Points {
  x: number[]
  y: number[]
}

export interface CurveTexts {
  loss: string
  accuracy: string
  epoch: string
  train: string
  validation: string
  batch: string
}

/** Two plots, loss and accuracy, side by side where there is room and one above the other where it is narrow. */
export function curvesFigure(
  curves: Curves,
  texts: CurveTexts,
  theme: ChartTheme,
  size: { width: number; height: number },
): Figure {
  const isWide = size.width >= 1.5 * size.height
  const loss = traces(curves, { pick: ['loss', 'valLoss'], batch: curves.batchLoss, axis: '' }, texts, theme)
  const accuracy = traces(
    curves,
    { pick: ['accuracy', 'valAccuracy'], batch: curves.batchAccuracy, axis: '2' },
    texts,
    theme,
  )
  return { data: [...loss, ...accuracy], layout: layout(curves, texts, theme, { isWide, width: size.width }) }
}

const mostMarkers = 50

type Side = {
  pick: readonly ['loss' | 'accuracy', 'valLoss' | 'valAccuracy']
  batch: Points
  axis: '' | '2'
}

function traces({ epochs }: Curves, { pick, batch, axis }: Side, texts: CurveTexts, theme: ChartTheme): Data[] {
  const x = epochs.map(({ epoch }) => epoch)
  const axes = { xaxis: `x${axis}`, yaxis: `y${axis}` } as const
  const [train, validation] = pick
  // One legend serves both plots: pressing an entry hides the curve in both.
  const shared = (group: string) => ({ legendgroup: group, showlegend: axis === '', name: group, ...axes })
  const format = axis === '' ? '.4~g' : '.2~%'
  const hover = (name: string) => `${name} %{y:${format}}<extra></extra>`
  // Markers are what is dear to draw, and where there are many the line says it all.
  const mark = {
    mode: epochs.length > mostMarkers ? ('lines' as const) : ('lines+markers' as const),
    marker: { size: 5 },
  }
  return [
    {
      ...averagePoints(batch),
      ...shared(texts.batch),
      mode: 'lines',
      opacity: 0.4,
      line: { color: theme.train, width: 1 },
      hoverinfo: 'skip',
    },
    {
      x,
      y: epochs.map((epoch) => epoch[train]),
      ...shared(texts.train),
      ...mark,
      line: { color: theme.train, width: 2 },
      hovertemplate: hover(texts.train),
    },
    {
      x,
      y: epochs.map((epoch) => epoch[validation]),
      ...shared(texts.validation),
      ...mark,
      line: { color: theme.validation, width: 2 },
      hovertemplate: hover(texts.validation),
    },
  ]
}

/** Narrower than this the legend would run into the heading beside it. */
const legendWidth = 780
/** Room for the labels of the right plot's axis, in pixels. */
const axisRoom = 52

function layout(
  curves: Curves,
  texts: CurveTexts,
  theme: ChartTheme,
  { isWide, width }: { isWide: boolean; width: number },
): Partial<Layout> {
  const axis = gridAxis(theme)
  const along = {
    ...axis,
    // A little beyond, so that the last marker is not cut.
    range: [0, 1.015 * Math.max(1, curves.epochCount)],
    dtick: epochStep(curves.epochCount),
    title: { text: texts.epoch, font: { size: 11, color: theme.dim }, standoff: 4 },
    showspikes: false,
    unifiedhovertitle: { text: `${texts.epoch} %{x}` },
  }
  const half = 0.5 - axisRoom / 2 / Math.max(width, 4 * axisRoom)
  const [first, second] = isWide ? [[0, half] as const, [1 - half, 1] as const] : [[0, 1] as const, [0, 1] as const]
  const rows = isWide
    ? ([
        [0, 1],
        [0, 1],
      ] as const)
    : ([
        [0.58, 1],
        [0, 0.42],
      ] as const)
  return {
    ...baseLayout(theme),
    xaxis: { ...along, domain: [...first], anchor: 'y' },
    xaxis2: { ...along, domain: [...second], anchor: 'y2', matches: 'x' },
    yaxis: { ...axis, domain: [...rows[0]], ...lossRange(curves) },
    yaxis2: { ...axis, domain: [...rows[1]], anchor: 'x2', tickformat: '.0~%', ...accuracyRange(curves) },
    annotations: [plotHeading(texts.loss, theme, ''), plotHeading(texts.accuracy, theme, '2')],
    showlegend: width >= legendWidth,
    legend: {
      orientation: 'h',
      x: 1,
      xanchor: 'right',
      y: 1,
      yanchor: 'bottom',
      font: { size: 11, color: theme.dim },
      bgcolor: 'rgba(0,0,0,0)',
    },
    margin: { l: 8, r: 12, t: 26, b: 8 },
    hovermode: 'x unified',
    // What people zoomed into stays while the curves grow.
    uirevision: 'keep',
  } as Partial<Layout>
}

/** Whole epochs between two ticks, so that there are at most eight: 1, 2, 5, 10, 20 … */
export function epochStep(epochCount: number): number {
  for (let power = 1; ; power *= 10) {
    const step = [power, 2 * power, 5 * power].find((each) => epochCount / each <= 8)
    if (step !== undefined) return step
  }
}

/** Single batches scatter; the means of neighbours show where they go. */
const mostBatchPoints = 180

/** At most `most` points, the means of as many neighbours as that takes. */
export function averagePoints({ x, y }: Points, most = mostBatchPoints): Points {
  const size = Math.ceil(x.length / most)
  if (size <= 1) return { x, y }
  const means = (values: number[]) =>
    Array.from({ length: Math.ceil(values.length / size) }, (_, group) => {
      const members = values.slice(group * size, (group + 1) * size)
      return members.reduce((sum, value) => sum + value, 0) / members.length
    })
  return { x: means(x), y: means(y) }
}

/**
 * Up to all right, and down to the least epoch so far, so that the last per cents can be told apart: from the second
 * epoch on, the first batches need not be seen whole.
 */
export function accuracyRange({ epochs, batchAccuracy }: Curves): { range: [number, number] } {
  const values = epochs.length > 1 ? epochs.flatMap((epoch) => [epoch.accuracy, epoch.valAccuracy]) : batchAccuracy.y
  const least = Math.min(1, ...values.filter(Number.isFinite))
  return { range: [Math.max(0, Math.floor(20 * least - 0.2) / 20), 1.005] }
}

/** From zero up to the worst epoch so far, with some room; before the second epoch, up to the worst batch. */
export function lossRange({ epochs, batchLoss }: Curves): { range: [number, number] } | { rangemode: 'tozero' } {
  const values = epochs.length > 1 ? epochs.flatMap((epoch) => [epoch.loss, epoch.valLoss]) : batchLoss.y
  const largest = Math.max(0, ...values.filter(Number.isFinite))
  return largest > 0 ? { range: [0, 1.15 * largest] } : { rangemode: 'tozero' }
}
