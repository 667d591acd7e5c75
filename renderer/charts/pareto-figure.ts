import type { Data, Layout } from 'plotly.js'
import { paretoFront } from '#shared/sweep/pareto.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { Figure } from './PlotlyChart.tsx'

/** One network of a sweep; with several seeds their means, and the least and the greatest gain. */
export interface TradePoint {
  key: string
  label: string
  cost: number
  /** A share of 1. */
  gain: number
  least: number
  greatest: number
}

export interface TradeTexts {
  cost: string
  gain: string
  front: string
  /** The cost as people write it. */
  wordCost: (cost: number) => string
}

export interface TradeLook {
  isLog: boolean
  chosen: string | null
}

/** Accuracy against what it costs: all networks as points, and the front of those that no other beats as a step line. */
export function paretoFigure(
  points: readonly TradePoint[],
  texts: TradeTexts,
  theme: ChartTheme,
  { isLog, chosen }: TradeLook,
): Figure {
  const front = paretoFront(points)
  const isOnFront = new Set(front.map(({ key }) => key))
  const hasSpread = points.some(({ least, greatest }) => least < greatest)
  const line: Data = {
    x: front.map(({ cost }) => cost),
    y: front.map(({ gain }) => gain),
    mode: 'lines',
    line: { shape: 'hv', color: theme.validation, width: 1.5 },
    name: texts.front,
    hoverinfo: 'skip',
  }
  const marks: Data = {
    x: points.map(({ cost }) => cost),
    y: points.map(({ gain }) => gain),
    customdata: points.map(({ key }) => key),
    text: points.map(({ label, cost }) => `${label}<br>${texts.wordCost(cost)}`),
    mode: 'markers',
    marker: {
      size: points.map(({ key }) => (key === chosen ? 15 : 10)),
      color: points.map(({ key }) => (isOnFront.has(key) ? theme.validation : theme.train)),
      line: { color: theme.text, width: points.map(({ key }) => (key === chosen ? 2 : 0)) },
    },
    ...(hasSpread ? { error_y: spread(points, theme) } : {}),
    hovertemplate: '%{text}<br>%{y:.2%}<extra></extra>',
  }
  return { data: [line, marks], layout: layout(points, texts, theme, isLog) }
}

function spread(points: readonly TradePoint[], theme: ChartTheme) {
  return {
    type: 'data' as const,
    symmetric: false,
    array: points.map(({ gain, greatest }) => greatest - gain),
    arrayminus: points.map(({ gain, least }) => gain - least),
    color: theme.dim,
    thickness: 1,
    width: 3,
  }
}

function layout(points: readonly TradePoint[], texts: TradeTexts, theme: ChartTheme, isLog: boolean): Partial<Layout> {
  const font = { size: 11, color: theme.dim }
  const axis = { gridcolor: theme.line, linecolor: theme.line, zeroline: false, automargin: true, tickfont: font }
  return {
    xaxis: {
      ...axis,
      type: isLog ? 'log' : 'linear',
      title: { text: texts.cost, font, standoff: 6 },
      // SI prefixes; on a log scale only 1, 2 and 5 of each power.
      tickformat: '~s',
      ...(isLog ? { dtick: 'D2' } : { rangemode: 'tozero' as const }),
    },
    yaxis: { ...axis, ...gainRange(points), tickformat: '.1~%', title: { text: texts.gain, font, standoff: 6 } },
    showlegend: false,
    margin: { l: 8, r: 14, t: 10, b: 8 },
    paper_bgcolor: theme.panel,
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, size: 12, color: theme.text },
    hovermode: 'closest',
    hoverlabel: {
      bgcolor: theme.panel,
      bordercolor: theme.line,
      font: { family: theme.font, size: 12, color: theme.text },
    },
    uirevision: 'keep',
    modebar: { orientation: 'v', color: theme.dim, activecolor: theme.text, bgcolor: 'rgba(0,0,0,0)' },
  }
}

/** With some room at both ends, so that points near to one another can be told apart. */
function gainRange(points: readonly TradePoint[]): Partial<Layout['yaxis']> {
  if (points.length === 0) return { range: [0, 1] }
  const least = Math.min(...points.map((point) => point.least))
  const greatest = Math.max(...points.map((point) => point.greatest))
  const room = Math.max(0.004, 0.08 * (greatest - least))
  return { range: [Math.max(0, least - room), Math.min(1.002, greatest + room)] }
}
