import { describe, expect, it } from 'vitest'
import type { ChartTheme } from './chart-theme.ts'
import { cellsFigure, shadeCells } from './confusion-figure.ts'

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

  const classesOf = (count: number, name = (index: number) => String(index)) =>
    Array.from({ length: count }, (_, index) => name(index))
  const figureOf = (classes: string[], width: number, height = 800) => {
    const shades = classes.map(() => classes.map(() => 1))
    return cellsFigure(shades, { actual: 'a', predicted: 'p', classes, cell: () => 'c' }, theme, { width, height })
  }

  it('names each class where there is room and some of them where there is little', () => {
    const classes = classesOf(40)
    expect(figureOf(classes, 1400).layout.xaxis).toMatchObject({ tickvals: [...classes.keys()], tickangle: 0 })
    const { xaxis, yaxis } = figureOf(classes, 400, 300).layout
    for (const axis of [xaxis, yaxis]) {
      expect(axis?.tickvals?.length).toBeGreaterThan(10)
      expect(axis?.tickvals?.length).toBeLessThan(24)
    }
  })

  it('writes names upright below columns that are too narrow for them', () => {
    const long = (index: number) => `aquarium fish ${index}`
    expect(figureOf(classesOf(10, long), 900).layout.xaxis?.tickangle).toBe(0)
    const { tickangle, ticktext } = figureOf(classesOf(100, long), 900).layout.xaxis ?? {}
    expect(tickangle).toBe(-90)
    expect(ticktext?.length).toBeGreaterThan(40)
    expect(ticktext?.[0]).toMatch(/^aquarium fi/)
  })

  it('writes into cells that numbers can be read in, and lets parts of a large matrix be enlarged', () => {
    const [few, many] = [figureOf(classesOf(10), 500), figureOf(classesOf(300), 500)]
    expect(few.data[0]).toMatchObject({ text: expect.anything(), xgap: 1 })
    expect(many.data[0]).not.toHaveProperty('text')
    expect(many.data[0]).toMatchObject({ xgap: 0 })
    expect([few, many].map(({ layout }) => layout.xaxis?.fixedrange)).toEqual([true, false])
  })
})
