import { describe, expect, it } from 'vitest'
import type { ChartTheme } from './chart-theme.ts'
import { reliabilityFigure } from './reliability-figure.ts'
import { thresholdFigure } from './threshold-figure.ts'

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

type Trace = { x: number[]; y: number[]; base?: number[]; customdata?: string[]; xaxis?: string }

describe('reliability figure', () => {
  const bins = [
    { count: 0, confidence: 0, accuracy: 0 },
    { count: 4, confidence: 0.4, accuracy: 0.5 },
    { count: 8, confidence: 0.9, accuracy: 0.75 },
  ]
  const texts = {
    title: 't',
    histogram: 'h',
    confidence: 'c',
    accuracy: 'a',
    count: 'n',
    describe: ({ count }: { count: number }) => String(count),
  }
  const draw = (width: number) => reliabilityFigure(bins, texts, theme, { width, height: 200 })

  it('stands bins that are filled in their places, with the gap to what was believed', () => {
    const [right, gap, , histogram] = draw(600).data as unknown as Trace[]
    expect(right?.x).toEqual([0.5, expect.closeTo(5 / 6)])
    expect(right?.y).toEqual([0.5, 0.75])
    expect(gap?.base).toEqual([0.4, 0.75])
    expect(gap?.y).toEqual([expect.closeTo(0.1), expect.closeTo(0.15)])
    expect(histogram).toMatchObject({ y: [4, 8], customdata: ['4', '8'], xaxis: 'x2' })
  })

  it('leaves the histogram out where there is no room', () => {
    expect(draw(600).layout.annotations).toHaveLength(2)
    expect(draw(220).layout.annotations).toHaveLength(1)
    expect(draw(220).data).toHaveLength(3)
  })
})

describe('threshold figure', () => {
  const curves = {
    positives: 25,
    negatives: 75,
    auc: 0.9,
    averagePrecision: 0.8,
    roc: { x: [0, 1], y: [0, 1] },
    precisionRecall: { x: [0, 1], y: [1, 0.25] },
  }
  const texts = { roc: 'r', precisionRecall: 'p', fallout: 'f', recall: 'e', precision: 'c' }

  it('shows what guessing comes to: the diagonal, and the share of the class', () => {
    const { data } = thresholdFigure(curves, texts, theme, { width: 600, height: 200 })
    const [diagonal, , share] = data as unknown as Trace[]
    expect(diagonal?.y).toEqual([0, 1])
    expect(share?.y).toEqual([0.25, 0.25])
  })

  it('stacks its plots where it is narrow', () => {
    const domains = (width: number) => {
      const { xaxis, yaxis } = thresholdFigure(curves, texts, theme, { width, height: 300 }).layout
      return [xaxis?.domain, yaxis?.domain]
    }
    expect(domains(700)).toEqual([
      [0, 0.44],
      [0, 1],
    ])
    expect(domains(300)[0]).toEqual([0, 1])
  })
})
