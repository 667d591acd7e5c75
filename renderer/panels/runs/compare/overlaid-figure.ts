import type { Data, Layout } from 'plotly.js'
import type { ComparedRun } from '#shared/comparison/name-runs.ts'
import type { ChartTheme } from '../../../charts/chart-theme.ts'
import { epochStep } from '../../../charts/curves-figure.ts'
import { baseLayout, gridAxis, plotHeading } from '../../../charts/figure-layout.ts'
import type { Figure } from '../../../charts/PlotlyChart.tsx'
import { groupColour } from './colours.ts'

export interface OverlaidTexts {
  loss: string
  accuracy: string
  epoch: string
  train: string
  validation: string
}

const quantities = [
  { train: 'loss', validation: 'valLoss', axis: '', format: '.4~g' },
  { train: 'accuracy', validation: 'valAccuracy', axis: '2', format: '.2~%' },
] as const

/** Loss and accuracy of all runs over the epochs, side by side: training dotted, validation drawn through. */
export function overlaidFigure(
  runs: readonly ComparedRun[],
  texts: OverlaidTexts,
  theme: ChartTheme,
  { width }: { width: number },
): Figure {
  const data = quantities.flatMap((quantity) => runs.flatMap((run) => tracesOf(run, quantity, texts, theme)))
  const epochs = Math.max(1, ...runs.map(({ run }) => run.epochList.at(-1)?.epoch ?? 0))
  return { data, layout: layout(texts, theme, { epochs, width }) }
}

function tracesOf(
  { run, group, letter }: ComparedRun,
  { train, validation, axis, format }: (typeof quantities)[number],
  texts: OverlaidTexts,
  theme: ChartTheme,
): Data[] {
  const color = groupColour(group, theme.isDark)
  const x = run.epochList.map(({ epoch }) => epoch)
  const line = (name: 'train' | 'validation', values: number[]): Data => ({
    x,
    y: values,
    xaxis: `x${axis}`,
    yaxis: `y${axis}`,
    mode: x.length > 1 ? 'lines' : 'markers',
    marker: { size: 8, symbol: name === 'train' ? 'circle-open' : 'circle' },
    line: { color, width: name === 'train' ? 1.2 : 2, dash: name === 'train' ? 'dot' : 'solid' },
    name: `${letter} ${texts[name]}`,
    legendgroup: `${letter} ${name}`,
    showlegend: axis === '',
    hovertemplate: `${letter} ${texts[name]} %{y:${format}}<extra></extra>`,
  })
  return [
    line(
      'train',
      run.epochList.map((epoch) => epoch[train]),
    ),
    line(
      'validation',
      run.epochList.map((epoch) => epoch[validation]),
    ),
  ]
}

function layout(
  texts: OverlaidTexts,
  theme: ChartTheme,
  { epochs, width }: { epochs: number; width: number },
): Partial<Layout> {
  const axis = gridAxis(theme)
  const along = {
    ...axis,
    range: [0, 1.015 * epochs],
    dtick: epochStep(epochs),
    title: { text: texts.epoch, font: { size: 11, color: theme.dim }, standoff: 4 },
  }
  const gap = 30 / Math.max(width, 200)
  return {
    ...baseLayout(theme),
    xaxis: { ...along, domain: [0, 0.5 - gap], anchor: 'y' },
    xaxis2: { ...along, domain: [0.5 + gap, 1], anchor: 'y2', matches: 'x' },
    yaxis: { ...axis, rangemode: 'tozero' },
    yaxis2: { ...axis, anchor: 'x2', tickformat: '.0~%' },
    annotations: [plotHeading(texts.loss, theme, ''), plotHeading(texts.accuracy, theme, '2')],
    legend: {
      orientation: 'h',
      x: 0,
      y: -0.16,
      yanchor: 'top',
      font: { size: 11, color: theme.dim },
      bgcolor: 'rgba(0,0,0,0)',
    },
    margin: { l: 8, r: 12, t: 26, b: 8 },
    hovermode: 'x unified',
    uirevision: 'keep',
  } as Partial<Layout>
}
