import { describe, expect, it } from 'vitest'
import { columnWidth, cutText, wrapText } from './text-width.ts'

describe('texts in narrow room', () => {
  it('are cut, Chinese ones earlier', () => {
    expect(cutText('red circle', 30)).toBe('red circle')
    expect(cutText('green rectangle', 10)).toBe('green rec…')
    expect(cutText('绿色矩形与圆形', 10)).toBe('绿色矩形与…')
    expect(cutText('8', 0.5)).toBe('…')
  })

  it('are broken between words and between Chinese letters', () => {
    expect(wrapText('red circle', 20)).toEqual(['red circle'])
    expect(wrapText('green rectangle', 6)).toEqual(['green', 'recta…'])
    expect(wrapText('红色三角形', 6)).toEqual(['红色三', '角形'])
    expect(wrapText('', 6)).toEqual([])
  })

  it('make a column as wide as the longest', () => {
    expect(columnWidth(['0', '1'], 96)).toBeLessThan(20)
    expect(columnWidth(['红色三角形', '0'], 96)).toBeGreaterThan(60)
    expect(columnWidth(['a very long name indeed'], 96)).toBe(96)
    expect(columnWidth([], 96)).toBeGreaterThan(0)
  })
})
