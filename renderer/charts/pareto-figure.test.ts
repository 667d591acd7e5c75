import { describe, expect, it } from 'vitest'
import type { ChartTheme } from './chart-theme.ts'
import { paretoFigure, type TradePoint } from './pareto-figure.ts'

const theme = { train: 'blue', validation: 'orange' } as ChartTheme
const texts = { cost: 'Parameters', gain: 'Accuracy', front: 'front', wordCost: String }

function point(key: string, cost: number, gain: number, spread = 0): TradePoint {
  return { key, label: key, cost, gain, least: gain - spread, greatest: gain + spread }
}

const draw = (points: TradePoint[], isLog = false) => {
  const { data, layout } = paretoFigure(points, texts, theme, { isLog, chosen: 'b' })
  const [line, marks] = data as Record<string, never>[]
  return { line, marks, layout } as unknown as {
    line: { x: number[]; y: number[]; line: { shape: string } }
    marks: { customdata: string[]; marker: { color: string[]; size: number[] }; error_y?: { array: number[] } }
    layout: { xaxis: { type: string }; yaxis: { range: [number, number] } }
  }
}

describe('the chart of accuracy against cost', () => {
  const points = [point('a', 10, 0.8), point('b', 20, 0.7), point('c', 30, 0.9)]

  it('steps along the networks that no other beats, and sets them apart', () => {
    const { line, marks } = draw(points)
    expect([line.x, line.y, line.line.shape]).toEqual([[10, 30], [0.8, 0.9], 'hv'])
    expect(marks.marker.color).toEqual(['orange', 'blue', 'orange'])
    expect(marks.customdata).toEqual(['a', 'b', 'c'])
    expect(marks.marker.size[1]).toBeGreaterThan(marks.marker.size[0] ?? 0)
  })

  it('shows the spread over seeds where there are several', () => {
    expect(draw(points).marks.error_y).toBeUndefined()
    const [first] = draw([point('a', 10, 0.8, 0.05)]).marks.error_y?.array ?? []
    expect(first).toBeCloseTo(0.05)
  })

  it('has a log axis where it is asked for, and is drawn without points too', () => {
    expect(draw(points, true).layout.xaxis.type).toBe('log')
    expect(draw([]).layout.yaxis.range).toEqual([0, 1])
  })
})
