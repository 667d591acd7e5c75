import type { LayoutAxis } from 'plotly.js'
import type { ChartTheme } from './chart-theme.ts'
import { gridAxis } from './figure-layout.ts'
import { cutText, lettersOf } from './text-width.ts'

/** A value of a parameter on the axis of a chart. */
export interface ValueTick {
  at: number
  text: string
}

/** The axis of a chart along which the values of a parameter lie. */
export interface ValueAxis {
  title: string
  ticks: readonly ValueTick[]
  isLog: boolean
}

/** In pixels, at the size of tick labels; labels that are longer are cut. */
const letterWidth = 6.4
const lineHeight = 16
const mostLetters = 18

/** Ticks at the values themselves: along the axis as many as have room for their labels, or up it a line for each. */
export function valueAxis(
  { title, ticks, isLog }: ValueAxis,
  theme: ChartTheme,
  room: { length: number; isUpright: boolean },
): Partial<LayoutAxis> {
  const shown = thinTicks(ticks, room)
  return {
    ...gridAxis(theme),
    type: isLog ? 'log' : 'linear',
    title: { text: title, font: { size: 11, color: theme.dim }, standoff: 6 },
    tickmode: 'array',
    tickvals: shown.map(({ at }) => at),
    ticktext: shown.map(({ text }) => cutText(text, mostLetters)),
    tickangle: 0,
  } as Partial<LayoutAxis>
}

/** Those that have room, from the first on; `length` in pixels. On a log axis numbers are taken to lie evenly. */
export function thinTicks(
  ticks: readonly ValueTick[],
  { length, isUpright }: { length: number; isUpright: boolean },
): ValueTick[] {
  const widest = Math.max(1, ...ticks.map(({ text }) => Math.min(mostLetters, lettersOf(text)))) + 1
  const each = isUpright ? lineHeight : widest * letterWidth
  const step = Math.max(1, Math.ceil((ticks.length * each) / Math.max(1, length)))
  return ticks.filter((_, place) => place % step === 0)
}
