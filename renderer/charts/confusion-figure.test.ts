import { describe, expect, it } from 'vitest'
import type { ChartTheme } from './chart-theme.ts'
import { confusionFigure, shadeCells } from './confusion-figure.ts'

const theme: ChartTheme = {
  text: '#000',
  dim: '#666',
  line: '#ddd',
  panel: '#fff',
  train: '#00f',
  validation: '#f80',
  error: '#f00',
  font: 'sans-serif',
  isDark: false,
}

describe('confusion figure', () => {
  it('shades right cells up and wrong ones down, by their share of the row', () => {
    const shade = shadeCells([
      [75, 25],
      [0, 10],
    ])
    expect(shade).toEqual([
      [0.75, -0.5],
      [0, 1],
    ])
    expect(shadeCells([[0, 0]])).toEqual([[0, 0]])
  })

  it('names each class where there is room and some of them where there is little', () => {
    const classes = Array.from({ length: 40 }, (_, index) => String(index))
    const counts = classes.map(() => classes.map(() => 1))
    const texts = { actual: 'a', predicted: 'p', classes, describe: () => 'd', cell: () => 'c' }
    const ticksIn = (width: number) =>
      confusionFigure(counts, texts, theme, { width, height: 800 }).layout.xaxis?.tickvals
    expect(ticksIn(1400)).toHaveLength(40)
    const few = ticksIn(400)
    expect(few?.length).toBeGreaterThan(3)
    expect(few?.length).toBeLessThan(21)
  })
})
