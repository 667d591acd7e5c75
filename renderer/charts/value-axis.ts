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
  /** Null where hardly any value comes twice: then the axis has round numbers. */
  ticks: readonly ValueTick[] | null
  isLog: boolean
}

/** In pixels, at the size of tick labels; labels that are longer are cut. */
const letterWidth = 6.4
const lineHeight = 16
const mostLetters = 18

/** `length` in pixels; labels of an upright axis take a line each, those of another lie beside one another. */
export interface AxisRoom {
  length: number
  isUpright: boolean
}

/** Ticks at the values themselves, as many as have room for their labels. */
export function valueAxis({ title, ticks, isLog }: ValueAxis, theme: ChartTheme, room: AxisRoom): Partial<LayoutAxis> {
  return {
    ...gridAxis(theme),
    type: isLog ? 'log' : 'linear',
    title: { text: title, font: { size: 11, color: theme.dim }, standoff: 6 },
    tickangle: 0,
    ...(ticks ? tickTexts(thinTicks(ticks, isLog, room)) : { tickformat: '.3~g', ...(isLog ? { dtick: 'D2' } : {}) }),
  } as Partial<LayoutAxis>
}

function tickTexts(ticks: readonly ValueTick[]) {
  return {
    tickmode: 'array',
    tickvals: ticks.map(({ at }) => at),
    ticktext: ticks.map(({ text }) => cutText(text, mostLetters)),
  }
}

/** From the first on, those that do not lie over the one before. */
export function thinTicks(ticks: readonly ValueTick[], isLog: boolean, { length, isUpright }: AxisRoom): ValueTick[] {
  const placeOf = ({ at }: ValueTick) => (isLog ? Math.log(at) : at)
  const places = ticks.map(placeOf)
  const span = Math.max(...places) - Math.min(...places) || 1
  const roomOf = ({ text }: ValueTick) =>
    isUpright ? lineHeight : letterWidth * (1 + Math.min(mostLetters, lettersOf(text)))
  const kept: ValueTick[] = []
  for (const tick of ticks) {
    const last = kept.at(-1)
    const distance = last ? ((placeOf(tick) - placeOf(last)) * length) / span : Number.POSITIVE_INFINITY
    if (!last || distance >= (roomOf(last) + roomOf(tick)) / 2) kept.push(tick)
  }
  return kept
}
