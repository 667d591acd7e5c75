import type { Data, Layout } from 'plotly.js'
import type { ChartTheme } from './chart-theme.ts'
import { baseLayout, gridAxis } from './figure-layout.ts'
import type { Figure } from './PlotlyChart.tsx'
import { type ValueAxis, valueAxis } from './value-axis.ts'
import { type ColourLook, colourBar, valueColours } from './value-map-figure.ts'

/** A network at the value that it was trained with: the mean over its seeds, the least and the greatest. */
export interface ValuePoint {
  key: string
  at: number
  mean: number
  least: number
  greatest: number
  /** Of each seed. */
  seeds: readonly number[]
  /** The best of its value; the line goes through these. */
  isBest: boolean
  label: string
}

interface Room {
  width: number
}

/** A figure against the values of one parameter; the spread over seeds as bars, each seed as a faint point. */
export function valuePointsFigure(
  points: readonly ValuePoint[],
  x: ValueAxis & { isNumeric: boolean },
  look: ColourLook & { chosen: string | null },
  theme: ChartTheme,
  { width }: Room,
): Figure {
  const best = points.filter(({ isBest }) => isBest)
  const several = points.filter(({ seeds }) => seeds.length > 1)
  const faint: Data = {
    x: several.flatMap(({ at, seeds }) => seeds.map(() => at)),
    y: several.flatMap(({ seeds }) => seeds),
    mode: 'markers',
    marker: { size: 5, color: theme.dim, opacity: 0.55 },
    hoverinfo: 'skip',
  }
  const line: Data = {
    x: best.map(({ at }) => at),
    y: best.map(({ mean }) => mean),
    mode: 'lines',
    // Between choices there is nothing.
    line: { color: theme.train, width: x.isNumeric ? 1.5 : 0 },
    hoverinfo: 'skip',
  }
  const marks: Data = {
    x: points.map(({ at }) => at),
    y: points.map(({ mean }) => mean),
    mode: 'markers',
    marker: {
      size: points.map(({ key }) => (key === look.chosen ? 15 : 10)),
      color: theme.train,
      opacity: points.map(({ isBest }) => (isBest ? 1 : 0.4)),
      line: { color: theme.text, width: points.map(({ key }) => (key === look.chosen ? 2 : 0)) },
    },
    customdata: points.map(({ key }) => key),
    text: points.map(({ label }) => label),
    hovertemplate: '%{text}<extra></extra>',
    ...(several.length > 0 ? { error_y: spread(points, theme) } : {}),
  }
  const layout: Partial<Layout> = {
    ...baseLayout(theme),
    xaxis: { ...valueAxis(x, theme, { length: width - 80, isUpright: false }), ...ends(points, x) },
    yaxis: {
      ...gridAxis(theme),
      title: { text: look.title, font: { size: 11, color: theme.dim }, standoff: 6 },
      tickformat: look.format,
    },
    margin: { l: 8, r: 14, t: 10, b: 8 },
    showlegend: false,
    hovermode: 'closest',
  }
  return { data: [faint, line, marks], layout }
}

function spread(points: readonly ValuePoint[], theme: ChartTheme) {
  return {
    type: 'data' as const,
    symmetric: false,
    array: points.map(({ mean, greatest }) => greatest - mean),
    arrayminus: points.map(({ mean, least }) => mean - least),
    color: theme.dim,
    thickness: 1,
    width: 4,
  }
}

/** Choices stand half a step away from the edges. */
function ends(points: readonly ValuePoint[], { isNumeric, ticks }: ValueAxis & { isNumeric: boolean }) {
  return isNumeric || !ticks || points.length === 0 ? {} : { range: [-0.5, ticks.length - 0.5] }
}

/** A network between the values of two parameters that were drawn from ranges, coloured by a figure. */
export interface ValueSpot {
  key: string
  x: number
  y: number
  value: number
  label: string
}

export function valueSpotsFigure(
  spots: readonly ValueSpot[],
  { x, y }: { x: ValueAxis; y: ValueAxis },
  look: ColourLook & { chosen: string | null },
  theme: ChartTheme,
  { width, height }: Room & { height: number },
): Figure {
  const marks = {
    x: spots.map((spot) => spot.x),
    y: spots.map((spot) => spot.y),
    mode: 'markers',
    marker: {
      size: spots.map(({ key }) => (key === look.chosen ? 17 : 12)),
      color: spots.map(({ value }) => value),
      colorscale: valueColours(theme),
      reversescale: look.isReversed,
      colorbar: colourBar(look, theme),
      line: {
        color: spots.map(({ key }) => (key === look.chosen ? theme.validation : theme.dim)),
        width: spots.map(({ key }) => (key === look.chosen ? 3 : 0.5)),
      },
    },
    customdata: spots.map(({ key }) => key),
    text: spots.map(({ label }) => label),
    hovertemplate: '%{text}<extra></extra>',
  } as unknown as Data
  const layout: Partial<Layout> = {
    ...baseLayout(theme),
    xaxis: valueAxis(x, theme, { length: width - 190, isUpright: false }),
    yaxis: valueAxis(y, theme, { length: height - 60, isUpright: true }),
    margin: { l: 8, r: 8, t: 10, b: 8 },
    showlegend: false,
    hovermode: 'closest',
  }
  return { data: [marks], layout }
}
