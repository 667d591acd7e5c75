import { describe, expect, it } from 'vitest'
import type { ChartTheme } from './chart-theme.ts'
import { thinTicks, valueAxis } from './value-axis.ts'
import { type ValueCell, valueMapFigure } from './value-map-figure.ts'
import { type ValuePoint, valuePointsFigure, valueSpotsFigure } from './value-points-figure.ts'

const theme = { train: 'blue', validation: 'orange', dim: 'grey', text: 'black' } as ChartTheme
const look = { title: 'Accuracy', format: '.1~%', isReversed: false }
const axis = (texts: string[]) => ({ title: 'x', ticks: texts.map((text, at) => ({ at, text })), isLog: false })

describe('ticks at values', () => {
  const ticks = Array.from({ length: 10 }, (_, at) => ({ at, text: '0.0001' }))
  const along = (length: number) => ({ length, isUpright: false })
  const places = (kept: { at: number }[]) => kept.map(({ at }) => at)

  it('are all there where they have room, else every second or third', () => {
    expect(thinTicks(ticks, false, along(1000))).toHaveLength(10)
    expect(places(thinTicks(ticks, false, along(240)))).toEqual([0, 2, 4, 6, 8])
  })

  it('leave out those that would lie over their neighbour', () => {
    const uneven = [1, 2, 4, 64].map((at) => ({ at, text: String(at) }))
    expect(places(thinTicks(uneven, false, along(300)))).toEqual([1, 4, 64])
    expect(places(thinTicks(uneven, true, along(300)))).toEqual([1, 2, 4, 64])
  })

  it('take a line each on an upright axis, however long they are', () => {
    expect(thinTicks(ticks, false, { length: 160, isUpright: true })).toHaveLength(10)
  })

  it('are round numbers where values are drawn', () => {
    const drawn = valueAxis({ title: 'x', ticks: null, isLog: true }, theme, along(300))
    expect(drawn).toMatchObject({ type: 'log', dtick: 'D2' })
    expect(drawn.tickvals).toBeUndefined()
  })
})

describe('the map of two parameters', () => {
  const cell = (key: string, value: number): ValueCell => ({ key, value, text: `${value}`, label: key })
  const map = {
    x: axis(['8', '16']),
    y: axis(['adam', 'sgd']),
    cells: [
      [cell('0', 0.5), cell('1', 0.7)],
      [null, cell('3', 0.9)],
    ],
    chosen: '3',
  }
  const draw = (width: number) => {
    const { data, layout } = valueMapFigure(map, look, theme, { width, height: 300 })
    return { heat: data[0] as unknown as Record<string, unknown>, layout }
  }

  it('leaves the cells empty where nothing was trained', () => {
    const { heat } = draw(800)
    expect(heat.z).toEqual([
      [0.5, 0.7],
      [null, 0.9],
    ])
    expect(heat.customdata).toEqual([
      ['0', '1'],
      [null, '3'],
    ])
    expect(heat.hoverongaps).toBe(false)
  })

  it('frames the one that is chosen', () => {
    expect(draw(800).layout.shapes).toEqual([expect.objectContaining({ x0: 0.5, x1: 1.5, y0: 0.5, y1: 1.5 })])
  })

  it('writes figures into the cells where there is room', () => {
    expect(draw(800).heat.texttemplate).toBe('%{text}')
    expect(draw(220).heat.texttemplate).toBeUndefined()
  })
})

describe('the points of one parameter', () => {
  const point = (key: string, at: number, seeds: number[], isBest = true): ValuePoint => ({
    ...{ key, at, seeds, isBest, label: key },
    mean: seeds.reduce((sum, value) => sum + value, 0) / seeds.length,
    least: Math.min(...seeds),
    greatest: Math.max(...seeds),
  })
  const draw = (points: ValuePoint[], isNumeric = true) => {
    const x = { ...axis(['1', '2']), isNumeric }
    const { data, layout } = valuePointsFigure(points, x, { ...look, chosen: null }, theme, { width: 500 })
    const [faint, line, marks] = data as unknown as Record<string, never>[]
    return { faint, line, marks, layout } as unknown as {
      faint: { x: number[]; y: number[] }
      line: { x: number[]; line: { width: number } }
      marks: { error_y?: { array: number[] }; customdata: string[] }
      layout: { xaxis: { range?: number[] } }
    }
  }

  it('have the spread over their seeds, and each seed', () => {
    const { faint, marks } = draw([point('0', 1, [0.5, 0.75]), point('1', 2, [0.9])])
    expect(faint).toMatchObject({ x: [1, 1], y: [0.5, 0.75] })
    expect(marks.error_y?.array).toEqual([0.125, 0])
    expect(draw([point('0', 1, [0.5])]).marks.error_y).toBeUndefined()
  })

  it('have a line through the best of each value; between choices there is none', () => {
    const points = [point('0', 0, [0.5]), point('1', 1, [0.9]), point('2', 1, [0.2], false)]
    expect(draw(points).line).toMatchObject({ x: [0, 1], line: { width: 1.5 } })
    expect(draw(points, false).line.line.width).toBe(0)
    expect(draw(points, false).layout.xaxis.range).toEqual([-0.5, 1.5])
  })
})

it('the spots between two ranges are coloured by their figure, and the chosen one is framed', () => {
  const spots = [
    { key: '0', x: 1, y: 2, value: 0.4, label: 'a' },
    { key: '1', x: 3, y: 4, value: 0.8, label: 'b' },
  ]
  const axes = { x: { ...axis(['1']), isLog: true }, y: axis(['2']) }
  const { data, layout } = valueSpotsFigure(spots, axes, { ...look, chosen: '1' }, theme, { width: 500, height: 300 })
  expect(data[0]).toMatchObject({ customdata: ['0', '1'], marker: { color: [0.4, 0.8], size: [12, 17] } })
  expect(layout.xaxis?.type).toBe('log')
})
